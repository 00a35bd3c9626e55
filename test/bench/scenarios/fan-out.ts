import { setTimeout as pause } from 'node:timers/promises';
import { HttpLine, postRequest } from '../load/http-line';
import { medianOf, round } from '../load/latencies';
import { signalBody } from '../load/signal-bodies';
import { type Bench, type Cell, type Finding } from '../scenario';
import { clear, populate } from '../server/population';
import { type ServerUnderTest } from '../server/server-under-test';

const LOOK_EVERY_MS = 5;
const LONGEST_MS = 120_000;
const PROMISED = 1_000;
/** Twice as long per account as with a tenth of the accounts is not linear any more. */
const LINEAR = 2;

/** (d) One signal to many accounts, until the last order is ready. */
export async function fanOut(bench: Bench): Promise<Finding> {
  const { database, sizes } = bench;
  const rows: Cell[][] = [];
  for (const accounts of sizes.fanOut) {
    await database.rows('TRUNCATE users CASCADE');
    const [seat] = await populate(database, { users: 1, accountsEach: accounts });
    const server = await bench.startServer();
    const times: number[] = [];
    // The first one warms the server up.
    for (let run = 0; run <= sizes.runs; run += 1) {
      await clear(database);
      const ms = await once(bench, server, seat?.token ?? '', accounts);
      if (run > 0) times.push(ms);
    }
    const ms = medianOf(times);
    rows.push([accounts, round(ms, 1), round((1000 * ms) / accounts, 1), round((1000 * accounts) / ms, 0)]);
    bench.say(`  ${accounts} accounts: ${round(ms, 1)} ms`);
    await server.stop();
  }
  const promised = rows.find(([accounts]) => accounts === PROMISED);
  const last = rows.at(-1);
  const before = rows.at(-2);
  const growth = Number(last?.[2] ?? 0) / Number(before?.[2] ?? 1);
  return {
    letter: 'd',
    title: 'One signal to many accounts',
    columns: ['accounts', 'ms until the last order', 'µs per account', 'orders /s'],
    rows,
    targets: [
      ...(promised
        ? [
            {
              what: 'one signal to 1,000 accounts',
              target: '< 1000 ms',
              measured: `${String(promised[1])} ms`,
              met: Number(promised[1]) < 1000,
            },
          ]
        : []),
      {
        what: 'time per account at the most accounts ÷ at the step before',
        target: `< ${LINEAR}: linear growth`,
        measured: String(round(growth)),
        met: growth < LINEAR,
      },
    ],
    notes: [
      'All accounts belong to the signal’s owner and trade automatically. Counted from the request on.',
    ],
  };
}

async function once(
  { database }: Bench,
  { port }: ServerUnderTest,
  token: string,
  accounts: number,
): Promise<number> {
  const line = await HttpLine.open(port);
  const begun = performance.now();
  const { status, body } = await line.send(postRequest('/trading/signals', token, signalBody()));
  if (status !== 201) throw new Error(body.toString('utf8'));
  for (;;) {
    const [counted] = await database.rows<{ orders: number }>(
      `SELECT count(*)::int AS orders FROM trading_orders`,
    );
    const ms = performance.now() - begun;
    if ((counted?.orders ?? 0) >= accounts) {
      line.close();
      return ms;
    }
    if (ms > LONGEST_MS) throw new Error(`Only ${String(counted?.orders)} of ${accounts} orders were made`);
    await pause(LOOK_EVERY_MS);
  }
}
