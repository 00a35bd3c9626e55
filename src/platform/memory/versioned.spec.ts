import { Versioned } from './versioned';

describe('Versioned', () => {
  it('knows a value as long as its version is asked for', () => {
    const versioned = new Versioned<string>(10);
    expect(versioned.keep('a', '1', 'first')).toBe('first');
    expect(versioned.of('a', '1')).toBe('first');
    expect(versioned.of('a', '2')).toBeUndefined();
    versioned.keep('a', '2', 'second');
    expect([versioned.of('a', '1'), versioned.of('a', '2')]).toEqual([undefined, 'second']);
  });

  it('forgets the oldest when it is full', () => {
    const versioned = new Versioned<string>(2);
    for (const key of ['a', 'b', 'c']) versioned.keep(key, '1', key);
    expect(['a', 'b', 'c'].map((key) => versioned.of(key, '1'))).toEqual([undefined, 'b', 'c']);
  });
});
