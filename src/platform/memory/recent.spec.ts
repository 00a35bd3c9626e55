import { FixedClock } from '../../../test/support/fixed-clock';
import { Recent } from './recent';

describe('Recent', () => {
  const clock = new FixedClock();
  const make = (capacity = 10): Recent<number> => new Recent(clock, { ttlMs: 1000, capacity });

  it('asks once, and again when the time to live has passed', async () => {
    const recent = make();
    const find = jest.fn(() => Promise.resolve(1));

    await recent.read('a', find);
    clock.advance(999);
    await recent.read('a', find);
    expect(find).toHaveBeenCalledTimes(1);

    clock.advance(1);
    await recent.read('a', find);
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('asks only for what it does not know', async () => {
    const recent = make();
    await recent.read('a', () => Promise.resolve(1));
    const find = jest.fn((keys: readonly string[]) => Promise.resolve(new Map(keys.map((key) => [key, 2]))));

    expect(await recent.readMany(['a', 'b'], find)).toEqual(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    );
    expect(find).toHaveBeenCalledWith(['b']);
  });

  it('forgets what was changed', async () => {
    const recent = make();
    await recent.read('a', () => Promise.resolve(1));
    recent.forget('a');
    expect(await recent.read('a', () => Promise.resolve(2))).toBe(2);
  });

  it('does not remember a read that a change overtook', async () => {
    const recent = make();
    const overtaken = recent.read('a', async () => {
      await Promise.resolve();
      recent.forget('a');
      return 1;
    });

    expect(await overtaken).toBe(1);
    expect(await recent.read('a', () => Promise.resolve(2))).toBe(2);
  });

  it('remembers neither absence nor failure', async () => {
    const recent = make();
    expect(await recent.read('a', () => Promise.resolve(null))).toBeNull();
    await expect(recent.read('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await recent.read('a', () => Promise.resolve(3))).toBe(3);
  });

  it('lets go of the oldest when it is full', async () => {
    const recent = make(1);
    await recent.read('a', () => Promise.resolve(1));
    await recent.read('b', () => Promise.resolve(1));
    expect(await recent.read('a', () => Promise.resolve(2))).toBe(2);
  });
});
