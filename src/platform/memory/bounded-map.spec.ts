import { BoundedMap } from './bounded-map';

describe('BoundedMap', () => {
  it('lets go of the oldest when it is full', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1).set('b', 2).set('c', 3);
    expect([...map]).toEqual([
      ['b', 2],
      ['c', 3],
    ]);
  });

  it('counts the age of an entry from when it was last set, not from when it was read', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1).set('b', 2).set('a', 3);
    map.get('b');
    map.set('c', 4);
    expect([...map.keys()]).toEqual(['a', 'c']);
  });

  it('lets go of as many as the new one needs, where some count for more', () => {
    const map = new BoundedMap<string, number>(10, (value) => value);
    map.set('a', 6).set('a', 5).set('b', 5);
    expect([...map.keys()]).toEqual(['a', 'b']);
    map.delete('a');
    map.set('c', 5);
    expect([...map.keys()]).toEqual(['b', 'c']);
    map.set('d', 6);
    expect([...map.keys()]).toEqual(['d']);
    map.clear();
    map.set('e', 10);
    expect([...map.keys()]).toEqual(['e']);
  });
});
