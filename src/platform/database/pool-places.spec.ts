import { type AdmissionClass } from '../http/admission/admission-classes';
import { PoolPlaces } from './pool-places';

describe('PoolPlaces', () => {
  let places: PoolPlaces;
  let begun: AdmissionClass[];
  let ends: (() => void)[];

  beforeEach(() => {
    jest.useFakeTimers();
    places = new PoolPlaces(10);
    begun = [];
    ends = [];
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  /** Work that lasts until it is ended. */
  const work = (of: AdmissionClass): Promise<void> =>
    places.within(of, () => {
      begun.push(of);
      return new Promise((end) => ends.push(end));
    });
  const begin = (of: AdmissionClass, count: number): void => {
    for (let index = 0; index < count; index += 1) void work(of);
  };
  const settle = (): Promise<unknown> => jest.advanceTimersByTimeAsync(0);

  it('keeps a place for reports when others fill theirs, and one for the kill switch when reports do', () => {
    begin('read', 20);
    expect(begun).toHaveLength(8);
    begin('report', 20);
    expect(begun).toHaveLength(9);
    begin('stop', 1);
    expect(begun.at(-1)).toBe('stop');
  });

  it('calls those who matter most first, and each as they came', async () => {
    begin('signal', 9);
    begin('read', 1);
    begin('sync', 1);
    begin('report', 2);
    expect(begun).toEqual([...Array<string>(8).fill('signal'), 'report']);
    for (const end of ends.splice(0)) end();
    await settle();
    expect(begun.slice(9)).toEqual(['report', 'sync', 'signal', 'read']);
  });

  it('gives up in the end, and the place goes to the next', async () => {
    begin('read', 8);
    const late = expect(work('read')).rejects.toMatchObject({ code: 'SERVER.UNAVAILABLE' });
    await jest.advanceTimersByTimeAsync(2_000);
    await late;
    begin('signal', 1);
    ends.shift()?.();
    await settle();
    expect(begun.at(-1)).toBe('signal');
  });

  it('gives the place back also of what failed', async () => {
    for (let index = 0; index < 20; index += 1) {
      await expect(places.within('read', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    }
    begin('read', 8);
    expect(begun).toHaveLength(8);
  });
});
