import { currentSpan, readTraceparent, type Span, type SpanPosition, traced, traceWith } from './spans';

describe('readTraceparent', () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const span = 'b7ad6b7169203331';

  it('reads where a caller’s trace stands', () => {
    expect(readTraceparent(`00-${trace}-${span}-01`)).toEqual({ traceId: trace, spanId: span });
  });

  it.each([
    ['nothing', undefined],
    ['two of them', [`00-${trace}-${span}-01`]],
    ['another version', `01-${trace}-${span}-01`],
    ['capitals', `00-${trace.toUpperCase()}-${span}-01`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${span}-01`],
    ['a span of zeros', `00-${trace}-${'0'.repeat(16)}-01`],
    ['more than a position', `00-${trace}-${span}-01-x`],
  ])('takes %s for nothing', (_, header) => {
    expect(readTraceparent(header)).toBeUndefined();
  });
});

describe('traced', () => {
  afterEach(() => {
    traceWith(null);
  });

  it('runs work as it is when nothing is traced', async () => {
    await traced('work', 'internal', () => {
      expect(currentSpan()).toBeUndefined();
      return Promise.resolve();
    });
  });

  it('puts work that is part of other work under it, and tells of a failure by its class', async () => {
    const told: [string, SpanPosition | undefined, string | undefined][] = [];
    traceWith({
      start: (name, _, parent): Span => ({
        traceId: 't',
        spanId: name,
        rename: () => undefined,
        end: (_attributes, failure) => told.push([name, parent, failure]),
      }),
      close: () => Promise.resolve(),
    });
    const inner = (): Promise<never> => Promise.reject(new RangeError('secret'));
    await expect(traced('outer', 'consumer', () => traced('inner', 'internal', inner))).rejects.toThrow(
      RangeError,
    );
    expect(told).toEqual([
      ['inner', expect.objectContaining({ spanId: 'outer' }), 'RangeError'],
      ['outer', undefined, 'RangeError'],
    ]);
  });
});
