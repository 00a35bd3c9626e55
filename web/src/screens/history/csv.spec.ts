import type { Deal } from '../../api/queries';
import { csvOf, dialectOf } from './csv';

const deal: Deal = {
  ticket: '987654321',
  account_id: 'c0a80121-7ac0-4f1e-9d0a-2b5d8e6f4a33',
  order: '1',
  position: '2',
  symbol: 'EURUSD',
  type: 'SELL',
  entry: 'OUT',
  volume: 0.4,
  price: 1.1055,
  profit: -12.5,
  swap: 0,
  commission: -2.8,
  fee: 0,
  magic: '42',
  comment: 'RS42',
  reason: 'EXPERT',
  time: '2025-10-23T10:00:01.000Z',
  received_at: '2025-10-23T10:00:02.000Z',
};

async function linesOf(changes: Partial<Deal>, language: 'en' | 'fr'): Promise<string[]> {
  return (await csvOf([{ ...deal, ...changes }], dialectOf(language)).text()).split('\r\n');
}

describe('csvOf', () => {
  it('writes what an English spreadsheet reads by itself', async () => {
    const [, line] = await linesOf({}, 'en');
    expect(line).toContain(',0.4,1.1055,-12.5,0,-2.8,0,');
  });

  it('writes what a French spreadsheet reads by itself', async () => {
    const [head, line] = await linesOf({}, 'fr');
    expect(head).toMatch(/^\uFEFF?time;account_id;/);
    expect(line).toContain(';0,4;1,1055;-12,5;0;-2,8;0;');
  });

  it('quotes what would break a line', async () => {
    const [, line] = await linesOf({ comment: 'a "b", c' }, 'en');
    expect(line).toMatch(/,"a ""b"", c"$/);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)'])('takes the sting out of a comment like %s', async (comment) => {
    const [, line] = await linesOf({ comment }, 'en');
    expect(line).toContain(`'${comment}`);
  });
});
