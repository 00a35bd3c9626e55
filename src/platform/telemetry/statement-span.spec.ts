import { type Span, type SpanAttributes, traced, traceWith } from './spans';
import { asSpan } from './statement-span';

describe('asSpan', () => {
  const told: [string, string | undefined, SpanAttributes, string | undefined][] = [];

  beforeEach(() => {
    told.length = 0;
    traceWith({
      start: (name, _, parent): Span => ({
        traceId: 't',
        spanId: name,
        rename: () => undefined,
        end: (attributes, failure) => told.push([name, parent?.spanId, attributes, failure]),
      }),
      close: () => Promise.resolve(),
    });
  });

  afterEach(() => {
    traceWith(null);
  });

  const text = (sql: string): SpanAttributes => ({ 'db.system.name': 'postgresql', 'db.query.text': sql });

  it('tells statements apart that are under way together, whichever ends first', async () => {
    let release = (): void => undefined;
    const later = new Promise<void>((resolve) => {
      release = resolve;
    });
    await traced('work', 'internal', async () => {
      const slow = asSpan('INSERT INTO users VALUES ($1)', () => later);
      await asSpan('SELECT * FROM orders', () => Promise.resolve());
      release();
      await slow;
    });
    expect(told.map(([name, parent]) => [name, parent])).toEqual([
      ['SELECT orders', 'work'],
      ['INSERT users', 'work'],
      ['work', undefined],
    ]);
    expect(told[1]?.[2]).toEqual(text('INSERT INTO users VALUES ($1)'));
  });

  it('tells of a failure by its code, and never by its text', async () => {
    const failed = Object.assign(new Error('secret'), { code: '23505' });
    await traced('work', 'internal', () =>
      expect(asSpan('COMMIT', () => Promise.reject(failed))).rejects.toBe(failed),
    );
    expect(told[0]).toEqual(['COMMIT', 'work', text('COMMIT'), '23505']);
  });

  it('makes none of what is part of nothing', async () => {
    await asSpan('SELECT 1', () => Promise.resolve());
    expect(told).toEqual([]);
  });
});
