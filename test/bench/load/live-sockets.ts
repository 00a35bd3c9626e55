import WebSocket from 'ws';
import { HttpLine, postRequest } from './http-line';
import { type Outcome, type SocketsJob } from './job';
import { signalBody } from './signal-bodies';
import { Tally } from './tally';

/** Handshakes under way at once: a proxy would spread them, a crowd of browsers does too. */
const AT_ONCE = 50;
const WAIT_MS = 30_000;

/** Sockets that follow the news of their owner: how long from a signal's commit to the last follower's screen. */
export async function liveSockets({ port, sockets, seats, signals }: SocketsJob): Promise<Outcome> {
  const tally = new Tally();
  const open: WebSocket[] = [];
  let heard: (at: number) => void = () => undefined;
  const connect = (number: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const seat = seats[number % seats.length];
      const socket = new WebSocket(`ws://127.0.0.1:${port}/ws/trading/live/${seat?.sessionId ?? ''}`, {
        headers: { Authorization: `Bearer ${seat?.readToken ?? ''}` },
        perMessageDeflate: false,
      });
      socket.on('error', reject);
      socket.on('message', (message: Buffer) => {
        const text = message.toString('latin1');
        if (text.includes('"signal.received"')) heard(performance.now());
        else if (text.includes('"ready"')) resolve();
        else if (text.includes('"refused"')) reject(new Error(text));
      });
      open.push(socket);
    });
  for (let first = 0; first < sockets; first += AT_ONCE) {
    const group = Array.from({ length: Math.min(AT_ONCE, sockets - first) }, (_, place) => first + place);
    await Promise.all(group.map(connect));
  }
  process.send?.({ told: 'up' });
  const line = await HttpLine.open(port);
  for (let number = 0; number < signals; number += 1) {
    const seat = seats[number % seats.length];
    const expected = open.filter((_, place) => place % seats.length === number % seats.length).length;
    const begun = performance.now();
    let left = expected;
    const all = new Promise<void>((resolve) => {
      heard = (at) => {
        tally.durations.push(at - begun);
        left -= 1;
        if (left === 0) resolve();
      };
    });
    const { status, body } = await line.send(
      postRequest('/trading/signals', seat?.token ?? '', signalBody()),
    );
    if (status !== 201) tally.fail(`${status} ${body.toString('utf8', 0, 200)}`);
    await Promise.race([all, new Promise((resolve) => setTimeout(resolve, WAIT_MS).unref())]);
    if (left > 0) tally.fail(`${left} of ${expected} followers heard nothing`);
  }
  const outcome = tally.outcome();
  line.close();
  for (const socket of open) socket.terminate();
  return outcome;
}
