import { daysOf, type Filter, readFilter, writeFilter } from './filter';

const ACCOUNT = 'c0a80121-7ac0-4f1e-9d0a-2b5d8e6f4a33';

function filterOf(search: string): Filter {
  return readFilter(new URLSearchParams(search));
}

describe('the filter in the address', () => {
  it.each([
    '',
    `account=${ACCOUNT}&symbol=EURUSD.r&period=90d`,
    'period=days&from=2025-10-01&to=2025-10-31',
    'symbol=US+500&period=year',
    'period=year',
  ])('is the same after it was read and written: %s', (search) => {
    expect(new URLSearchParams(writeFilter(filterOf(search))).toString()).toBe(search);
  });

  it('takes nothing from an address that means nothing', () => {
    expect(filterOf('account=mine&symbol=%20EURUSD&period=ever&from=yesterday')).toEqual({
      account: '',
      symbol: '',
      span: 'all',
      from: '',
      to: '',
    });
  });

  it('takes two days without a period for a period', () => {
    expect(filterOf('from=2025-10-01').span).toBe('days');
  });
});

describe('daysOf', () => {
  const today = '2025-03-02';

  it.each([
    ['all', {}],
    // 2 March is the seventh of them; February had 28 days.
    ['7d', { from: '2025-02-24' }],
    ['30d', { from: '2025-02-01' }],
    ['year', { from: '2025-01-01' }],
  ] as const)('knows the days of %s', (span, days) => {
    expect(daysOf({ ...filterOf(''), span }, today)).toEqual(days);
  });

  it('leaves the side open that was not chosen', () => {
    expect(daysOf(filterOf('to=2025-01-31'), today)).toEqual({ to: '2025-01-31' });
  });
});
