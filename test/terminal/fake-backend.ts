import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import {
  type connectResponse,
  syncRequest,
  type syncResponse,
  type Command,
  type ReconcileItem,
} from './wire';
import { type Parsed, type Shape } from './shape';

type SyncRequest = Parsed<typeof syncRequest>;
type SyncResponse = Parsed<typeof syncResponse>;

/** How the next call is treated: answered, answered into the void, or refused. */
type Fault =
  | { readonly kind: 'lose-reply' }
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string; readonly retryAfter?: string };

const NOW = '2025-10-23T10:00:00.000Z';

/** The least that a terminal can talk to: hands out what it is told to, and remembers what it heard. */
export class FakeBackend {
  readonly heard: SyncRequest[] = [];
  readonly paths: string[] = [];
  /** Handed out in every answer until they are taken away, as the real one does until a report acknowledges them. */
  commands: Command[] = [];
  cancelled: string[] = [];
  reconcile: ReconcileItem[] = [];
  symbolsWanted: string[] = [];
  positionsWanted = false;
  private readonly faults: Fault[] = [];
  private readonly stored = new Map<number, SyncResponse>();
  private epoch = 0;
  /** From when on the whole history is wanted of who connects. */
  historyWanted: { from: string | null } | null = null;
  private lastDeal: string | null = null;

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      void this.answer(request, response);
    });
  }

  static async start(): Promise<FakeBackend> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FakeBackend(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  next(fault: Fault): void {
    this.faults.push(fault);
  }

  /** Every report of an order, in the order in which they were told; repeated ones once. */
  reportsOf(orderId: string): NonNullable<SyncRequest['reports']>[number][] {
    const told = this.heard.flatMap(({ reports }) => reports ?? []).filter((r) => r.order_id === orderId);
    return [...new Map(told.map((report) => [report.report_id, report])).values()];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const path = request.url ?? '';
    this.paths.push(path);
    const fault = this.faults.shift();
    if (fault?.kind === 'refuse') {
      response.writeHead(fault.status, {
        'x-error-code': fault.code,
        ...(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }),
      });
      response.end();
      return;
    }
    const answer = this.answerTo(path, body);
    if (fault?.kind === 'lose-reply') response.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  private answerTo(path: string, body: unknown): unknown {
    switch (path) {
      case '/api/v1/mt5/connect':
        return this.connected();
      case '/api/v1/mt5/sync':
        return this.synced(checked(syncRequest, body));
      case '/api/v1/mt5/symbols':
        return { session_id: 'session', stored: 1, server_time: NOW };
      default:
        return { session_id: 'session', status: 'DISCONNECTED', server_time: NOW };
    }
  }

  private connected(): Parsed<typeof connectResponse> {
    this.epoch += 1;
    return {
      session_id: 'session',
      account_id: 'account',
      epoch: this.epoch,
      status: 'ACTIVE',
      last_seq: Math.max(0, ...this.stored.keys()),
      next_sync_ms: 1000,
      symbols_wanted: this.symbolsWanted,
      last_deal_ticket: this.lastDeal,
      history_wanted: this.historyWanted,
      reconcile: this.reconcile,
      server_time: NOW,
    };
  }

  private synced(request: SyncRequest): SyncResponse {
    this.heard.push(request);
    const known = this.stored.get(request.seq);
    if (known) return known;
    this.lastDeal = request.deals?.at(-1)?.ticket ?? this.lastDeal;
    const answer = {
      ack_seq: request.seq,
      commands: this.commands,
      cancelled: this.cancelled,
      reconcile: this.reconcile,
      symbols_wanted: [],
      positions_wanted: this.positionsWanted,
      last_deal_ticket: this.lastDeal,
      trading_state: 'ACTIVE',
      next_sync_ms: 1000,
      server_time: NOW,
    };
    this.stored.set(request.seq, answer);
    return answer;
  }
}

function checked<T>(shape: Shape<T>, body: unknown): T {
  return shape.parse(body, '');
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}
