import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract, shapeOf } from '../support/contract';
import { Bench } from './harness/bench';
import { type TerminalHost } from './harness/terminal-host';

interface Told {
  readonly until: string | null;
  readonly deals_told: number;
  readonly deals_total: number;
  readonly complete: boolean;
}

const bench = new Bench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

const FIRST_MS = Date.UTC(2019, 2, 4, 10);
const DAY_MS = 86_400_000;

/** Deals of years gone by: a deposit, then trades with pauses of months, and many deals of one second. */
function past(count: number): object[] {
  return Array.from({ length: count }, (_, at) => ({
    ticket: String(100 + at),
    order: at === 0 ? '0' : String(100 + at),
    position: at === 0 ? '0' : String(100 + at - ((at + 1) % 2)),
    magic: '0',
    symbol: at === 0 ? '' : 'EURUSD',
    comment: '',
    type: at === 0 ? 2 : (at + 1) % 2,
    entry: at === 0 ? 0 : (at + 1) % 2,
    reason: 0,
    volume: at === 0 ? 0 : 0.1,
    price: at === 0 ? 0 : 1.1,
    profit: at === 0 ? 10_000 : 1,
    commission: 0,
    swap: 0,
    time_ms: at < 300 ? FIRST_MS + at * 1000 : FIRST_MS + 400 * DAY_MS + (at < 900 ? 0 : at * 3_600_000),
  }));
}

/** A terminal whose account has been traded for years. */
async function withPast(count: number): Promise<TerminalHost> {
  const host = await bench.attach();
  await host.run(200);
  await host.die();
  const file = join(host.directory, 'broker.json');
  const book = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...book, last_ticket: '50000', deals: past(count) }));
  bench.backend.heard.length = 0;
  return bench.restart(host);
}

const slices = (): { history: Told; tickets: string[] }[] =>
  bench.backend
    .bodiesOf('/mt5/sync')
    .filter((body) => 'history' in body)
    .map((body) => ({
      history: body['history'] as Told,
      tickets: ((body['deals'] ?? []) as { ticket: string }[]).map(({ ticket }) => ticket),
    }));

describe('the history of an account', () => {
  it('is told whole when the backend wants it, the oldest first, each deal once', async () => {
    bench.backend.historyWanted = { from: null };
    const ea = await withPast(1201);
    await ea.run(10_000);
    const told = slices();
    expect(told.flatMap(({ tickets }) => tickets)).toEqual(past(1201).map((_, at) => String(100 + at)));
    expect(Math.max(...told.map(({ tickets }) => tickets.length))).toBe(250);
    expect(told.map(({ history }) => [history.deals_told, history.complete])).toEqual([
      [250, false],
      [300, false],
      [550, false],
      [800, false],
      [900, false],
      [1150, false],
      [1201, false],
      [1201, true],
    ]);
    expect(shapeOf(told[0]?.history)).toEqual(shapeOf(contract('mt5/sync.request')['history']));
  });

  it('goes on after a restart where the backend says', async () => {
    bench.backend.historyWanted = { from: null };
    const ea = await withPast(1201);
    await ea.run(800);
    const before = slices();
    const last = before.at(-1)?.history;
    expect(last?.complete).toBe(false);
    await ea.die();
    bench.backend.historyWanted = { from: last?.until ?? null };
    const again = await bench.restart(ea);
    await again.run(10_000);
    const all = slices().flatMap(({ tickets }) => tickets);
    expect(new Set(all).size).toBe(1201);
    // What was executed in the last second is told again, and kept once.
    const [resumed] = slices().slice(before.length);
    expect(resumed?.tickets.every((ticket) => Number(ticket) > 100 + 200)).toBe(true);
    expect(slices().at(-1)?.history).toMatchObject({ deals_told: 1201, deals_total: 1201, complete: true });
  });

  it('is not told to who has it', async () => {
    const ea = await withPast(20);
    await ea.run(3000);
    expect(slices()).toEqual([]);
  });

  it('is told at once where there is none', async () => {
    bench.backend.historyWanted = { from: null };
    const ea = await bench.attach();
    await ea.run(2000);
    expect(slices()).toEqual([
      { history: { until: null, deals_told: 0, deals_total: 0, complete: true }, tickets: [] },
    ]);
  });

  it('does not keep new deals waiting', async () => {
    bench.backend.historyWanted = { from: null };
    const ea = await withPast(1201);
    await ea.run(300);
    await ea.command('trade_by_hand', { symbol: 'EURUSD', type: 'BUY', volume: 0.1 });
    await ea.run(500);
    const tickets = bench.backend
      .bodiesOf('/mt5/sync')
      .filter((body) => !('history' in body))
      .flatMap((body) => (body['deals'] ?? []) as { ticket: string }[]);
    expect(tickets.map(({ ticket }) => Number(ticket) > 50_000)).toEqual([true]);
    await ea.run(10_000);
    expect(slices().at(-1)?.history).toMatchObject({ deals_told: 1202, complete: true });
  });
});
