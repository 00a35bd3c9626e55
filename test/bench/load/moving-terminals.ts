import { setTimeout as pause } from 'node:timers/promises';
import { type Seat } from '../server/population';
import { HttpLine, postRequest } from './http-line';
import { type Outcome, type TerminalsJob } from './job';
import { Tally } from './tally';

const INTERVAL_MS = 1_000;
/** The first cycle opens the positions, and is not measured. */
const WARM_UP_MS = 2_000;

/** As the connector does it: the whole list every half a minute, and prices alone in between. */
const WHOLE_LIST_EVERY = 30;
const POSITIONS_WANTED = '"positions_wanted":true';

/** Terminals whose positions move, once a second, at moments of their own. */
export async function movingTerminals({
  port,
  seats,
  durationMs,
  positionsEach,
}: TerminalsJob): Promise<Outcome> {
  const lines = await Promise.all(seats.map(() => HttpLine.open(port)));
  let tally = new Tally();
  let end = performance.now() + WARM_UP_MS;
  const seqs = seats.map(() => 0);
  const wanted = new Set(seats);
  const cycle = async (seat: Seat, index: number): Promise<void> => {
    const line = lines[index];
    if (!line) return;
    const place = (index / seats.length) * INTERVAL_MS;
    let dueAt = performance.now() + place;
    while (dueAt < end) {
      await pause(Math.max(0, dueAt - performance.now()));
      const seq = (seqs[index] = (seqs[index] ?? 0) + 1);
      const isWhole = wanted.delete(seat) || (seq + index) % WHOLE_LIST_EVERY === 0;
      const list = isWhole ? wholeList(seat, seq, positionsEach) : prices(seat, seq, positionsEach);
      const request = postRequest('/mt5/sync', seat.token, syncBody(seat, seq, list));
      const { status, bytes, body } = await line.send(request);
      tally.bytesUp += request.length;
      tally.bytesDown += bytes;
      if (body.includes(POSITIONS_WANTED)) wanted.add(seat);
      if (status === 200) tally.durations.push(performance.now() - dueAt);
      else tally.fail(`${status} ${body.toString('utf8', 0, 200)}`);
      dueAt = Math.max(dueAt + INTERVAL_MS, performance.now());
    }
  };
  await Promise.all(seats.map(cycle));
  tally = new Tally();
  end = performance.now() + durationMs;
  process.send?.({ told: 'up' });
  await Promise.all(seats.map(cycle));
  const outcome = tally.outcome();
  for (const line of lines) line.close();
  return outcome;
}

/** Prices move with every message; volumes and stops stay. */
function wholeList(seat: Seat, seq: number, positions: number): string {
  const list = tickets(seat, positions).map(
    (ticket) =>
      `{"ticket":"${ticket}","identifier":"${ticket}","symbol":"EURUSD","type":"BUY","volume":0.1,"open_price":1.1,` +
      `"current_price":${priceAt(seq).toFixed(5)},"sl":1.095,"tp":1.11,"profit":${profitAt(seq)},"swap":0,` +
      `"commission":-0.7,"magic":"42","comment":"RS42","open_time":"2025-10-23T10:00:01Z"}`,
  );
  return `"complete":true,"positions":[${list.join(',')}]`;
}

function prices(seat: Seat, seq: number, positions: number): string {
  const list = tickets(seat, positions).map(
    (ticket) => `{"ticket":"${ticket}","current_price":${priceAt(seq).toFixed(5)},"profit":${profitAt(seq)}}`,
  );
  return `"moved":[${list.join(',')}]`;
}

function syncBody({ sessionId }: Seat, seq: number, list: string): string {
  const equity = 1e7 + (seq % 100);
  return (
    `{"session_id":"${sessionId}","epoch":1,"seq":${seq},"account":{"balance":10000000,"equity":${equity},` +
    `"margin":440,"margin_free":${equity - 440},"margin_level":2290.91,"profit":${seq % 100}},${list},` +
    `"quotes":[{"symbol":"EURUSD","bid":${(priceAt(seq) - 0.00002).toFixed(5)},` +
    `"ask":${priceAt(seq).toFixed(5)},"time":"${new Date().toISOString()}"}]}`
  );
}

function tickets({ accountId }: Seat, positions: number): number[] {
  const first = parseInt(accountId.slice(0, 8), 16) * 100;
  return Array.from({ length: positions }, (_, number) => first + number);
}

function priceAt(seq: number): number {
  return 1.1 + (seq % 100) / 100_000;
}

function profitAt(seq: number): number {
  return (seq % 100) / 10;
}
