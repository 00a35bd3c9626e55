import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EURUSD, executionsOf } from './harness/connector';
import { Bench } from './harness/bench';
import { type TerminalHost } from './harness/terminal-host';

const bench = new Bench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

function journalOf(host: TerminalHost): string {
  const folder = join(host.directory, 'MQL5/Files/RubiStudio');
  const [account = ''] = readdirSync(folder);
  return join(folder, account, 'journal.txt');
}

/** Every call of the API at which a power cut may come while one order is executed. */
const POWER_CUTS = [
  ['before RECEIVED is written', 'FileWriteString', 'before', 1, true],
  ['RECEIVED is written, not on the disk', 'FileWriteString', 'after', 1, true],
  ['RECEIVED is on the disk', 'FileFlush', 'after', 1, true],
  ['before SENDING is written', 'FileWriteString', 'before', 2, true],
  ['SENDING is written, not on the disk', 'FileWriteString', 'after', 2, true],
  ['SENDING is on the disk, nothing is sent', 'FileFlush', 'after', 2, false],
  ['just before OrderSend', 'OrderSend', 'before', 1, false],
  ['executed, the answer is lost', 'OrderSend', 'after', 1, true],
  ['before DONE is written', 'FileWriteString', 'before', 3, true],
  ['DONE is written, not on the disk', 'FileWriteString', 'after', 3, true],
  ['DONE is on the disk, not told', 'FileFlush', 'after', 3, true],
  ['told, the acknowledgement is not written', 'FileWriteString', 'before', 4, true],
] as const;

describe('a power cut while an order is executed', () => {
  it.each(POWER_CUTS)('%s', async (_, api, when, nth, isExecuted) => {
    const ea = await bench.attach();
    await ea.run(1500);
    await ea.crashAt(api, when, nth);
    bench.backend.give('42');
    await ea.runUntilDead(5000);

    const again = await bench.restart(ea);
    await again.run(80_000);
    const state = await again.state();
    expect(executionsOf(state, '42')).toBe(isExecuted ? 1 : 0);
    const states = bench.backend.statesOf('42');
    if (isExecuted) expect(states.at(-1)).toBe('FILLED');
    else expect(states).toEqual(['UNKNOWN', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  });
});

describe('a power cut while several positions are closed', () => {
  it.each([
    ['before the first', 'OrderSend', 'before', 1],
    ['after the first', 'OrderSend', 'after', 1],
    ['before the second', 'OrderSend', 'before', 2],
    ['after the second', 'OrderSend', 'after', 2],
    ['after the last', 'OrderSend', 'after', 3],
  ] as const)('%s: every position is closed at most once', async (_, api, when, nth) => {
    const ea = await bench.attach();
    await ea.run(1500);
    const tickets = [await bench.byHand({}), await bench.byHand({}), await bench.byHand({})];
    await ea.crashAt(api, when, nth);
    bench.backend.giveClose(
      '43',
      tickets.map((ticket) => ({ ticket, volume: 0.1 })),
    );
    await ea.runUntilDead(5000);

    const again = await bench.restart(ea);
    await again.run(10_000);
    const { positions } = await again.state();
    // The position whose OrderSend was cut may be left: nobody knows, and it is not sent again.
    const cut = when === 'before' ? tickets.slice(nth - 1, nth) : [];
    expect(positions.map(({ ticket }) => ticket)).toEqual(cut);
    expect(bench.backend.statesOf('43').at(-1)).toBe(when === 'before' ? 'UNKNOWN' : 'FILLED');
  });
});

describe('the journal', () => {
  it('ignores a last line that was cut in two', async () => {
    const ea = await bench.attach();
    bench.backend.give('42');
    await ea.run(3000);
    await ea.kill();
    appendFileSync(journalOf(ea), '{"order":"77","magic":"77","close":false,"sta');
    const again = await bench.restart(ea);
    bench.backend.give('77');
    await again.run(3000);
    expect(bench.backend.statesOf('77')).toEqual(['FILLED']);
  });

  it('remembers what it did although the backend forgets: the same order is not executed again', async () => {
    const ea = await bench.attach();
    bench.backend.give('42');
    await ea.run(3000);
    await ea.kill();
    bench.backend.give('42');
    const again = await bench.restart(ea);
    await again.run(5000);
    expect(executionsOf(await again.state(), '42')).toBe(1);
  });

  it('without its file the broker is asked: what carries the magic number is not executed again', async () => {
    const ea = await bench.attach();
    bench.backend.give('42');
    await ea.run(3000);
    await ea.kill();
    writeFileSync(journalOf(ea), '');
    bench.backend.give('42');
    const again = await bench.restart(ea);
    await again.run(5000);
    expect(executionsOf(await again.state(), '42')).toBe(1);
    expect(bench.backend.statesOf('42').at(-1)).toBe('FILLED');
  });

  it('never holds the token', async () => {
    const ea = await bench.attach();
    bench.backend.give('42');
    await ea.run(3000);
    const token = 'rbs_live';
    expect(readFileSync(journalOf(ea), 'utf8')).not.toContain(token);
    expect(ea.events.map(({ text = '' }) => text).join('\n')).not.toContain(token);
  });

  it('is where nothing can be written: nothing is sent', async () => {
    const ea = await bench.attach({ attach: false });
    mkdirSync(join(ea.directory, 'MQL5/Files/RubiStudio/12345678-Demo_Server/journal.txt'), {
      recursive: true,
    });
    await ea.command('attach');
    bench.backend.give('42');
    await ea.run(5000);
    expect((await ea.state()).calls['OrderSend']).toBe(0);
  });
});

describe('asked about an order', () => {
  const NO_PRICE = { broker: { symbols: [{ name: 'EURUSD', bid: 0, ask: 0 }] } };

  it('that was never sent, says so after a restart, and does not execute a late copy', async () => {
    const ea = await bench.attach(NO_PRICE);
    bench.backend.give('42', { expires_in_ms: 600_000 });
    await ea.run(2000);
    await ea.kill();
    const again = await bench.restart(ea);
    bench.backend.ask('42');
    await again.run(2000);
    await again.quote('EURUSD', 1.09998, 1.1);
    bench.backend.give('42');
    await again.run(5000);
    expect(bench.backend.statesOf('42')).toEqual(['RECEIVED', 'NOT_EXECUTED']);
    expect((await again.state()).calls['OrderSend']).toBe(0);
  });

  it('that still waits, goes on waiting', async () => {
    const ea = await bench.attach(NO_PRICE);
    bench.backend.give('42', { expires_in_ms: 600_000 });
    await ea.run(2000);
    bench.backend.ask('42');
    await ea.run(2000);
    await ea.quote('EURUSD', 1.09998, 1.1);
    await ea.run(5000);
    expect(bench.backend.statesOf('42')).toEqual(['RECEIVED', 'FILLED']);
    expect((await ea.state()).calls['OrderSend']).toBe(1);
  });

  it('that was to close, and waits for its market, is taken up again after a restart', async () => {
    const ea = await bench.attach();
    const ticket = await bench.byHand({ volume: 0.4 });
    await ea.broker({ symbols: [{ ...EURUSD, open: false }] });
    bench.backend.giveClose('43', [{ ticket, volume: 0.4 }]);
    await ea.run(2000);
    await ea.kill();
    const again = await bench.restart(ea);
    bench.backend.ask('43', {
      action: 'CLOSE',
      side: 'SELL',
      targets: [{ ticket, volume: 0.4 }],
      expires_in_ms: null,
    });
    await again.run(2000);
    expect((await again.state()).positions).toHaveLength(1);
    await again.broker({ symbols: [EURUSD] });
    await again.run(3000);
    expect(bench.backend.statesOf('43')).toEqual(['RECEIVED', 'FILLED']);
    expect((await again.state()).positions).toEqual([]);
    expect(executionsOf(await again.state(), '43')).toBe(1);
  });

  it('that it has never heard of, looks and tells of each look once in half a minute', async () => {
    const ea = await bench.attach();
    bench.backend.ask('41');
    await ea.run(65_000);
    expect(bench.backend.statesOf('41')).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  it('that another installation executed, shows the deal', async () => {
    const ea = await bench.attach();
    await bench.byHand({});
    await ea.run(1000);
    bench.backend.give('42');
    await ea.run(3000);
    await ea.kill();
    writeFileSync(journalOf(ea), '');
    bench.backend.reports.splice(0);
    bench.backend.ask('42');
    const again = await bench.restart(ea);
    await again.run(3000);
    expect(bench.backend.storyOf('42')).toMatchObject([{ state: 'FILLED', volume: 0.4 }]);
  });

  it('does not call absence what it could not look up: the terminal is offline', async () => {
    const ea = await bench.attach({ terminal: { connected: false } });
    bench.backend.ask('41');
    await ea.run(65_000);
    expect(bench.backend.statesOf('41')).toEqual([]);
  });
});
