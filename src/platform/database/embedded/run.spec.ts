import { run } from './run';

describe('run', () => {
  const shell = (script: string): ReturnType<typeof run> => run('/bin/sh', ['-c', script], null);

  it('tells how a program ended and what it said on either way', async () => {
    expect(await shell('echo out; echo err >&2; exit 3')).toEqual({
      code: 3,
      output: expect.stringMatching(/^(out\nerr|err\nout)$/) as unknown,
    });
  });

  it('waits for what is said until the end, though the program itself has ended', async () => {
    expect(await shell('(sleep 0.3; echo late) & exit 0')).toEqual({ code: 0, output: 'late' });
  });

  it('does not wait for a server that was left behind and holds the line', async () => {
    const startedAt = performance.now();
    const { code, output } = await shell('echo started; sleep 8 & echo $!; exit 0');
    const [first, pid] = output.split('\n');
    process.kill(Number(pid));
    expect([code, first]).toEqual([0, 'started']);
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  });

  it('fails when there is no such program', async () => {
    await expect(run('/nowhere/to/be/found', [], null)).rejects.toThrow('ENOENT');
  });
});
