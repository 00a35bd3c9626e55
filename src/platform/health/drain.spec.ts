import { Drain } from './drain';

describe('the time between being told to stop and closing', () => {
  it('asks those to leave whose connections never end by themselves, and is over after its time', async () => {
    const drain = new Drain();
    const asked: number[] = [];
    drain.onBegin((withinMs) => asked.push(withinMs));
    expect(drain.isOn).toBe(false);
    const over = drain.run(20);
    expect(drain.isOn).toBe(true);
    expect(asked).toEqual([20]);
    await over;
    expect(drain.isOn).toBe(true);
  });

  it('asks nobody where there is no time: closing tells them', async () => {
    const drain = new Drain();
    drain.onBegin(() => {
      throw new Error('asked');
    });
    await drain.run(0);
    expect(drain.isOn).toBe(true);
  });
});
