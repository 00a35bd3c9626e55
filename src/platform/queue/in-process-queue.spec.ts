import { Logger } from '@nestjs/common';
import { eventually } from '../../../test/support/eventually';
import { InProcessQueue } from './in-process-queue';
import { type JobOptions } from './job-queue';

const OPTIONS: JobOptions = {
  jobId: 'a',
  attempts: 3,
  backoff: { type: 'fixed', delay: 1 },
  timeout: 1000,
  removeOnComplete: true,
  removeOnFail: true,
};

const later = (ms = 20): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('InProcessQueue', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('works jobs off one after the other, after the caller went on', async () => {
    const queue = new InProcessQueue<number>('test', true);
    const begun: number[] = [];
    const done: number[] = [];
    queue.process(1, async ({ data }) => {
      begun.push(data);
      await later(5);
      done.push(data);
    });
    await queue.add(1, OPTIONS);
    expect(begun).toEqual([]);
    await eventually(() => {
      expect(begun).toEqual([1]);
      return Promise.resolve();
    });
    await queue.add(2, OPTIONS);
    expect(begun).toEqual([1]);
    await eventually(() => {
      expect(done).toEqual([1, 2]);
      return Promise.resolve();
    });
    await queue.onApplicationShutdown();
  });

  it('runs once for all that came before it began, and once more for what came later', async () => {
    const queue = new InProcessQueue<number>('test', true);
    const begun: number[] = [];
    queue.process(1, async ({ data }) => {
      begun.push(data);
      await later(5);
    });
    for (const data of [1, 2, 3]) await queue.add(data, OPTIONS);
    await eventually(() => {
      expect(begun).toEqual([1]);
      return Promise.resolve();
    });
    for (const data of [4, 5]) await queue.add(data, OPTIONS);
    await later(40);
    expect(begun).toEqual([1, 4]);
    await queue.onApplicationShutdown();
  });

  it('repeats a job that failed, as often as was said', async () => {
    const queue = new InProcessQueue<number>('test', true);
    let attempts = 0;
    queue.process(1, () => {
      attempts += 1;
      return Promise.reject(new Error('not yet'));
    });
    await queue.add(1, OPTIONS);
    await eventually(async () => {
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 1 });
    });
    expect(attempts).toBe(3);
    await queue.onApplicationShutdown();
  });

  it('finishes what runs when it is shut down, and starts nothing more', async () => {
    const queue = new InProcessQueue<number>('test', true);
    const done: number[] = [];
    queue.process(1, async ({ data }) => {
      await later(20);
      done.push(data);
    });
    await queue.add(1, OPTIONS);
    await later(5);
    await queue.add(2, OPTIONS);
    await queue.onApplicationShutdown();
    await later();
    expect(done).toEqual([1]);
  });

  it('keeps nothing in a process that does not work', async () => {
    const queue = new InProcessQueue<number>('test', false);
    queue.process(1, () => Promise.reject(new Error('must not run')));
    await queue.add(1, OPTIONS);
    expect(await queue.counts()).toMatchObject({ waiting: 0 });
  });
});
