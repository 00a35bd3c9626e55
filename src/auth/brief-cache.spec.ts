import { Clock } from '../platform/time/clock';
import { BriefCache } from './brief-cache';

class StoppedClock extends Clock {
  ms = 0;

  override monotonicMs(): number {
    return this.ms;
  }
}

describe('BriefCache', () => {
  let clock: StoppedClock;
  let cache: BriefCache<{ owner: string }>;
  const find = jest.fn<Promise<{ owner: string } | null>, []>();

  beforeEach(() => {
    clock = new StoppedClock();
    cache = new BriefCache(clock, { ttlMs: 4000, capacity: 2 });
    find.mockReset().mockResolvedValue({ owner: 'ana' });
  });

  it('asks once for callers that arrive together', async () => {
    const answers = await Promise.all([cache.get('a', find), cache.get('a', find), cache.get('a', find)]);
    expect(answers).toEqual([{ owner: 'ana' }, { owner: 'ana' }, { owner: 'ana' }]);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('asks again once its time is over', async () => {
    await cache.get('a', find);
    clock.ms = 3999;
    await cache.get('a', find);
    expect(find).toHaveBeenCalledTimes(1);
    clock.ms = 4000;
    await cache.get('a', find);
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('does not remember what was not found, nor a failure', async () => {
    find.mockResolvedValueOnce(null);
    expect(await cache.get('a', find)).toBeNull();
    find.mockRejectedValueOnce(new Error('database away'));
    await expect(cache.get('a', find)).rejects.toThrow('database away');
    expect(await cache.get('a', find)).toEqual({ owner: 'ana' });
    expect(find).toHaveBeenCalledTimes(3);
  });

  it('forgets one owner and keeps the others', async () => {
    await cache.get('a', find);
    find.mockResolvedValueOnce({ owner: 'ben' });
    await cache.get('b', find);
    cache.forget(({ owner }) => owner === 'ana');
    await cache.get('b', find);
    expect(find).toHaveBeenCalledTimes(2);
    await cache.get('a', find);
    expect(find).toHaveBeenCalledTimes(3);
  });

  it('forgets what was read before the change and arrives after it', async () => {
    let arrive: (value: { owner: string }) => void = () => undefined;
    find.mockReturnValueOnce(new Promise((resolve) => (arrive = resolve)));
    const early = cache.get('a', find);
    cache.forget(({ owner }) => owner === 'ana');
    arrive({ owner: 'ana' });
    await early;
    await cache.get('a', find);
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('holds no more than its capacity', async () => {
    for (const key of ['a', 'b', 'c']) await cache.get(key, find);
    await cache.get('c', find);
    expect(find).toHaveBeenCalledTimes(3);
    await cache.get('a', find); // the oldest made room
    expect(find).toHaveBeenCalledTimes(4);
  });
});
