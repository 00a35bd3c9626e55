import { Logger } from '@nestjs/common';
import { Periodic } from './periodic';

describe('Periodic', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('runs again after each pause', async () => {
    const work = jest.fn(() => Promise.resolve());
    const task = new Periodic('test', 1000, work);
    task.start();

    await jest.advanceTimersByTimeAsync(2500);
    expect(work).toHaveBeenCalledTimes(2);
    await task.stop();
  });

  it('never runs twice at once', async () => {
    let finish: () => void = () => undefined;
    const work = jest.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const task = new Periodic('test', 1000, work);
    task.start();

    await jest.advanceTimersByTimeAsync(5000);
    expect(work).toHaveBeenCalledTimes(1);

    finish();
    await jest.advanceTimersByTimeAsync(1000);
    expect(work).toHaveBeenCalledTimes(2);
    finish();
    await task.stop();
  });

  it('goes on after a run that failed', async () => {
    Logger.overrideLogger(false);
    const work = jest.fn(() => Promise.reject(new Error('the database is away')));
    const task = new Periodic('test', 1000, work);
    task.start();

    await jest.advanceTimersByTimeAsync(2500);
    expect(work).toHaveBeenCalledTimes(2);
    await task.stop();
  });

  it('is over when it says so', async () => {
    let finish: () => void = () => undefined;
    const work = jest.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const task = new Periodic('test', 1000, work);
    task.start();
    await jest.advanceTimersByTimeAsync(1000);

    let stopped = false;
    const stopping = task.stop().then(() => (stopped = true));
    await jest.advanceTimersByTimeAsync(5000);
    expect(stopped).toBe(false);

    finish();
    await stopping;
    await jest.advanceTimersByTimeAsync(5000);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
