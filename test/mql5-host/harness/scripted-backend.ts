import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Duplex } from 'node:stream';
import { contract } from '../../support/contract';

type Json = Record<string, unknown>;

/** A report as the connector sends it. */
export interface Told {
  readonly report_id: string;
  readonly order_id: string;
  readonly state: string;
  readonly retcode: number | null;
  readonly order_ticket: string | null;
  readonly deal_ticket: string | null;
  readonly position_ticket: string | null;
  readonly volume: number | null;
  readonly price: number | null;
  readonly message: string;
  readonly age_ms: number;
}

export interface Heard {
  readonly path: string;
  readonly body: Json;
  readonly headers: IncomingMessage['headers'];
}

/** How the next call of a path is treated instead of being answered. */
export interface Refusal {
  readonly path?: string;
  readonly status: number;
  readonly code?: string;
  readonly retryAfter?: string;
}

interface Order {
  readonly command: Json;
  state: 'due' | 'unknown' | 'over';
}

/**
 * A backend that hands out what a test puts in, by the rules that an EA relies on: an order is handed out again and
 * again until a report says what became of it, a repeated `seq` gets the answer it got before.
 */
export class ScriptedBackend {
  readonly heard: Heard[] = [];
  readonly reports: Told[] = [];
  symbolsWanted: string[] = [];
  /** Undefined: a backend that knows no prices alone. */
  positionsWanted: boolean | undefined = false;
  cancelled: string[] = [];
  tradingState = 'ACTIVE';
  nextSyncMs = 1000;
  /** From when on the whole history is wanted of who connects. */
  historyWanted: { from: string | null } | null = null;
  /** The last answers, by session epoch and number. */
  private readonly answered = new Map<string, string>();
  private readonly orders = new Map<string, Order>();
  private readonly refusals: Refusal[] = [];
  private readonly upgraded: Duplex[] = [];
  private readonly lateAnswers: { ms: number }[] = [];
  private epoch = 0;
  private lastSeq = 0;
  private lastDeal: string | null = null;

  private constructor(private readonly server: Server) {
    server.keepAliveTimeout = 75_000;
    server.on('request', (request, response) => {
      void this.answer(request, response);
    });
  }

  static async start(): Promise<ScriptedBackend> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ScriptedBackend(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Puts an opening order in the queue: the contract's example with changes. */
  give(orderId: string, change: Json = {}): void {
    const [example] = contract('mt5/sync.response')['commands'] as Json[];
    const own = { order_id: orderId, magic: orderId, comment: `RS${orderId}`, expected: null };
    this.orders.set(orderId, { command: { ...example, ...own, ...change }, state: 'due' });
  }

  /** Puts a closing order in the queue. */
  giveClose(orderId: string, targets: { ticket: string; volume: number }[], change: Json = {}): void {
    const [, example] = contract('mt5/sync.response')['commands'] as Json[];
    const volume = targets.reduce((sum, target) => sum + target.volume, 0);
    const own = { order_id: orderId, magic: orderId, comment: `RS${orderId}`, targets, volume };
    this.orders.set(orderId, { command: { ...example, ...own, ...change }, state: 'due' });
  }

  /** Asks what became of an order. */
  ask(orderId: string, change: Json = {}): void {
    this.give(orderId, change);
    const order = this.orders.get(orderId);
    if (order) order.state = 'unknown';
  }

  refuse(...refusals: Refusal[]): void {
    this.refusals.push(...refusals);
  }

  /** Answers the next sync only after this long. */
  delayNext(ms: number): void {
    this.lateAnswers.push({ ms });
  }

  /** What was said of an order, each piece of news once. */
  storyOf(orderId: string): Told[] {
    return this.reports.filter(({ order_id }) => order_id === orderId);
  }

  statesOf(orderId: string): string[] {
    return this.storyOf(orderId).map(({ state }) => state);
  }

  bodiesOf(path: string): Json[] {
    return this.heard.filter((call) => call.path === path).map(({ body }) => body);
  }

  /** Hears who wants to leave HTTP for a WebSocket. */
  onUpgrade(listener: (request: IncomingMessage, socket: Duplex) => void): void {
    this.server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
      socket.on('error', () => undefined);
      this.upgraded.push(socket);
      listener(request, socket);
    });
  }

  async close(): Promise<void> {
    for (const socket of this.upgraded) socket.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace(/^\/api\/v1/, '');
    const body = await jsonOf(request);
    this.heard.push({ path, body, headers: request.headers });
    const refusal = this.refusals.findIndex((r) => r.path === undefined || r.path === path);
    if (refusal >= 0) {
      const [{ status, code, retryAfter }] = this.refusals.splice(refusal, 1) as [Refusal];
      response.writeHead(status, {
        ...(code === undefined ? {} : { 'x-error-code': code }),
        ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
      });
      response.end(JSON.stringify({ code, status }));
      return;
    }
    const text = this.textFor(path, body);
    const late = path === '/mt5/sync' ? this.lateAnswers.shift() : undefined;
    if (late) await new Promise((resolve) => setTimeout(resolve, late.ms));
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  }

  private textFor(path: string, body: Json): string {
    switch (path) {
      case '/mt5/connect':
        return JSON.stringify(this.connected());
      case '/mt5/sync':
        return this.synced(body);
      case '/mt5/symbols':
        return JSON.stringify({ ...contract('mt5/symbols.response'), session_id: body['session_id'] });
      case '/trading/signals':
        return JSON.stringify(contract('signals/signal.response'));
      default:
        return JSON.stringify(contract('mt5/disconnect.response'));
    }
  }

  private connected(): Json {
    this.epoch += 1;
    return {
      ...contract('mt5/connect.response'),
      epoch: this.epoch,
      last_seq: this.lastSeq,
      symbols_wanted: this.symbolsWanted,
      last_deal_ticket: this.lastDeal,
      history_wanted: this.historyWanted,
      reconcile: this.questions(),
    };
  }

  private synced(body: Json): string {
    const seq = body['seq'] as number;
    const key = `${String(body['epoch'])}/${seq}`;
    const known = this.answered.get(key);
    if (known !== undefined) return known;
    this.lastSeq = seq;
    for (const report of (body['reports'] ?? []) as Told[]) this.takeReport(report);
    const deals = (body['deals'] ?? []) as { ticket: string }[];
    const highest = Math.max(Number(this.lastDeal ?? 0), ...deals.map(({ ticket }) => Number(ticket)));
    this.lastDeal = highest > 0 ? String(highest) : null;
    const due = [...this.orders.values()].filter(({ state }) => state === 'due');
    const text = JSON.stringify({
      ...contract('mt5/sync.response'),
      ack_seq: seq,
      commands: due.map(({ command }) => command),
      cancelled: this.cancelled,
      reconcile: this.questions(),
      symbols_wanted: this.symbolsWanted.splice(0),
      positions_wanted: this.positionsWanted,
      last_deal_ticket: this.lastDeal,
      trading_state: this.tradingState,
      next_sync_ms: this.nextSyncMs,
    });
    this.answered.set(key, text);
    return text;
  }

  private takeReport(report: Told): void {
    if (this.reports.some(({ report_id }) => report_id === report.report_id)) return;
    this.reports.push(report);
    const order = this.orders.get(report.order_id);
    if (!order || ['RECEIVED', 'PLACED', 'NOT_FOUND'].includes(report.state)) return;
    order.state = report.state === 'UNKNOWN' ? 'unknown' : 'over';
  }

  private questions(): Json[] {
    const unknown = [...this.orders.values()].filter(({ state }) => state === 'unknown');
    return unknown.map(({ command }) => ({
      order_id: command['order_id'],
      magic: command['magic'],
      action: command['action'],
      symbol: command['symbol'],
      sent_at: '2025-10-23T09:59:58.000Z',
    }));
  }
}

async function jsonOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Json;
}
