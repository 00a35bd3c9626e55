import { HttpLine, postRequest } from '../load/http-line';
import { type Bench } from '../scenario';
import { type Seat } from '../server/population';
import { ask, type Asked } from './asked';
import { writeLongHistory } from './long-history';

/** Far above every ticket of the history. */
const FIRST_NEW_TICKET = 100_000_000;

/** What the figures of a long history cost: the first time, again, and after each new deal. */
export async function measureFigures(
  bench: Bench,
  seat: Seat,
): Promise<{ readonly deals: number; readonly asked: readonly Asked[] }> {
  const { database, sizes } = bench;
  const deals = await writeLongHistory(bench, seat, sizes.deals);
  const server = await bench.startServer();
  let ticket = FIRST_NEW_TICKET;
  const tellDeal = async (): Promise<void> => {
    const terminal = await HttpLine.open(server.port);
    for (const entry of ['IN', 'OUT'] as const) {
      const request = postRequest('/trading/deals', seat.token, dealOf(seat, (ticket += 1), entry));
      const { status, body } = await terminal.send(request);
      if (status >= 300) throw new Error(`A deal was answered with ${status}: ${body.toString('utf8')}`);
    }
    terminal.close();
  };
  const token = seat.readToken;
  const running = { server, database };
  const asked: Asked[] = [];
  const put = async (path: string, what: string, more: object = {}): Promise<void> => {
    asked.push(await ask(running, { path, token, what, times: sizes.historyCalls, ...more }));
  };
  await put('/stats/performance', 'the first time, until all is summed up', {
    times: 1,
    isFirst: true,
    until: (body: Buffer) => body.includes('"summed_up_to":null'),
  });
  bench.say('  summed up');
  await put('/stats/performance', 'the same again');
  await put('/stats/performance', 'after a new trade', { before: tellDeal });
  await put('/stats/performance?symbol=EURUSD', 'a symbol, after a new trade', { before: tellDeal });
  const year = new Date().getUTCFullYear();
  await put(`/stats/performance?from=${year - 2}-03-10&to=${year - 1}-03-09`, 'a year, after a new trade', {
    before: tellDeal,
  });
  await put('/stats', 'after a new trade', { before: tellDeal });
  for (const by of ['symbol', 'hour', 'month']) {
    await put(`/stats/breakdown?by=${by}`, `by ${by}, the first time`, { times: 1 });
    await put(`/stats/breakdown?by=${by}`, `by ${by}, after a new trade`, { before: tellDeal });
  }
  await put('/stats/days', 'after a new trade', { before: tellDeal });
  await server.stop();
  return { deals: deals + ticket - FIRST_NEW_TICKET, asked };
}

function dealOf({ sessionId }: Seat, ticket: number, entry: 'IN' | 'OUT'): string {
  const deal = {
    ticket: String(ticket),
    position: String(entry === 'IN' ? ticket : ticket - 1),
    symbol: 'EURUSD',
    type: entry === 'IN' ? 'BUY' : 'SELL',
    entry,
    volume: 0.1,
    price: 1.1,
    profit: entry === 'IN' ? 0 : 10,
    commission: -0.35,
    time: new Date().toISOString(),
  };
  return JSON.stringify({ session_id: sessionId, deals: [deal] });
}
