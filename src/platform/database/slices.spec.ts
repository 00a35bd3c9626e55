import { slicesOf } from './slices';

describe('slicesOf', () => {
  it.each([
    [[], []],
    [[1, 2], [[1, 2]]],
    [
      [1, 2, 3, 4, 5],
      [[1, 2], [3, 4], [5]],
    ],
  ])('cuts %j into %j, two by two', (items, slices) => {
    expect(slicesOf(items, 2)).toEqual(slices);
  });
});
