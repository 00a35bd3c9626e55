import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EURUSD } from './harness/connector';
import { type HostOptions, TerminalHost } from './harness/terminal-host';
import { buildProgram } from './harness/toolchain';

const hosts: TerminalHost[] = [];

async function run(file: string, options: Partial<HostOptions> = {}): Promise<TerminalHost> {
  const program = await buildProgram(join(__dirname, 'fixtures', file));
  const host = await TerminalHost.start({ program, ...options });
  hosts.push(host);
  return host;
}

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.dispose()));
});

describe('the translated language', () => {
  it('behaves as documented', async () => {
    const host = await run('legal.mq5');
    await host.exit();
    expect(host.texts()).toEqual([
      'near 3',
      'COLOUR_GREEN false 18446744073709551615',
      'legal 42 18446744073709551615 3.00 %',
      '3 2 8 -2 3',
      'gone',
    ]);
  });

  it('has the API behave as documented', async () => {
    const host = await run('run/Assertions.mq5');
    expect(host.texts()).toEqual(['failures: 0']);
  });

  it('refuses an API that the host does not have, with its name and place', async () => {
    await expect(run('run/Unwritten.mq5')).rejects.toThrow(/Unwritten\.mq5:3.*iMA/s);
  });

  it('refuses a conversion that loses digits', async () => {
    await expect(run('run/Sizes.mq5')).rejects.toThrow(/Sizes\.mq5:3.*conversion/s);
  });
});

describe('a run-time error', () => {
  it.each([
    [1, /array out of range in '.*Traps\.mq5' line 13/],
    [2, /zero divide in '.*Traps\.mq5' line 16/],
    [3, /zero divide in '.*Traps\.mq5' line 19/],
    [4, /%d is not given an integer of its size/],
    [5, /%s is given a number/],
    [6, /too few arguments/],
    [7, /zero divide/],
  ])('stops the program, not the terminal: trap %i', async (Trap, message) => {
    const host = await run('run/Traps.mq5', { inputs: { Trap } });
    expect(host.texts('critical')).toEqual([expect.stringMatching(message)]);
    expect((await host.state()).attached).toBe(false);
  });

  it.each([8, 9])('of OnInit takes the program off the chart: trap %i', async (Trap) => {
    const host = await run('run/Traps.mq5', { inputs: { Trap } });
    expect(host.texts('removed')).toHaveLength(1);
    expect((await host.state()).attached).toBe(false);
  });
});

describe('the terminal', () => {
  it('fires a timer at most every 16 ms', async () => {
    const host = await run('run/Events.mq5');
    await host.run(1600);
    await host.exit();
    expect(host.texts()).toEqual(['timers 100 news 0 reason 9']);
  });

  it('keeps 1 024 pieces of news and loses older ones', async () => {
    const host = await run('run/Events.mq5', { broker: { symbols: [EURUSD], transaction_delay_ms: 5000 } });
    // An order by hand is three pieces of news.
    for (let i = 0; i < 400; i++) await host.command('trade_by_hand', { symbol: 'EURUSD', volume: 0.01 });
    await host.run(6000);
    expect((await host.state()).lost_transactions).toBe(1200 - 1024);
    await host.exit();
    expect(host.texts().join()).toContain('news 1024');
  });

  it('kills a program that takes longer than 2.5 s to leave', async () => {
    const host = await run('run/Events.mq5', { inputs: { BusyMs: 20_000 }, live: true });
    await host.exit();
    expect(host.events.map(({ event }) => event)).toContain('killed');
  });

  it('loses in a power cut what was not flushed, in files and globals', async () => {
    const host = await run('run/Unflushed.mq5');
    await host.kill();
    expect(readFileSync(join(host.directory, 'MQL5/Files/log.txt'), 'utf8')).toBe('flushed\r\n');
    expect(JSON.parse(readFileSync(join(host.directory, 'globals.json'), 'utf8'))).toEqual({ flushed: 1 });
  });

  it('refuses an input that the program does not have', async () => {
    await expect(run('run/Traps.mq5', { inputs: { Trp: 1 } })).rejects.toThrow(/input Trp is not an input/);
  });
});
