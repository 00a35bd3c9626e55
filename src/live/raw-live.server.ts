import { type IncomingMessage } from 'node:http';
import { type Duplex } from 'node:stream';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type WebSocket, WebSocketServer } from 'ws';
import { Drain } from '../platform/health/drain';
import { Clock } from '../platform/time/clock';
import { AdmissionDesk } from './admission';
import { Doorbells } from './doorbells';
import { mayConnectFrom } from './live-origin';
import { Configuration } from '../platform/config/configuration';
import { leaveInTurn } from './leave-in-turn';
import { LiveFeed } from './live-feed';
import { type Shutdown, shutdown, shutdownInTurn } from './live-messages';
import { LiveMetrics } from './live.metrics';
import { RawLine } from './raw-line';
import { TokenWatch } from './token-watch';

const OURS = '/ws/';
const PATH = /^\/ws\/trading\/live\/([^/?]{1,64})$/;
/** A client has little to say. */
const LARGEST_MESSAGE_BYTES = 4_096;
const PING_EVERY_MS = 30_000;
/** A client that has not answered our farewell by then is cut off. */
const PART_WITHIN_MS = 1_000;
/** The subprotocol that we speak; a browser names it together with its token. */
const SUBPROTOCOL = 'rubi.v1';

/**
 * The live feed on a plain WebSocket, for browsers without a library and for terminals, which need a doorbell:
 * `/ws/trading/live/{session_id}`. It shares the HTTP server's port with Socket.IO.
 */
@Injectable()
export class RawLiveServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RawLiveServer.name);
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    handleProtocols: (protocols) => (protocols.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly configuration: Configuration,
    private readonly desk: AdmissionDesk,
    private readonly feed: LiveFeed,
    private readonly doorbells: Doorbells,
    private readonly watch: TokenWatch,
    private readonly metrics: LiveMetrics,
    private readonly clock: Clock,
    private readonly drain: Drain,
  ) {}

  onApplicationBootstrap(): void {
    const server = this.http.httpAdapter.getHttpServer() as NodeJS.EventEmitter;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const url = request.url ?? '';
      if (!url.startsWith(OURS)) return;
      const sessionId = PATH.exec(url)?.[1];
      if (sessionId === undefined) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      if (!mayConnectFrom(request, this.configuration.corsOrigins)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      this.server.handleUpgrade(request, socket, head, (client) => {
        this.serve(client, request, sessionId);
      });
    });
    this.heartbeat = setInterval(() => {
      for (const client of this.server.clients) client.ping();
    }, PING_EVERY_MS);
    this.heartbeat.unref();
    this.drain.onBegin((withinMs) => {
      leaveInTurn(this.server.clients, withinMs, (client) => {
        part(client, shutdownInTurn());
      });
    });
  }

  /** The HTTP server does not close while one of these lines is open, and a client may never answer a farewell. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.heartbeat);
    const clients = [...this.server.clients];
    const gone = Promise.all(clients.map((client) => once(client, 'close')));
    for (const client of clients) part(client, shutdown());
    await Promise.race([gone, pause(PART_WITHIN_MS, undefined, { ref: false })]);
    for (const client of this.server.clients) client.terminate();
    this.server.close();
  }

  private serve(client: WebSocket, request: IncomingMessage, sessionId: string): void {
    client.on('error', (error) => {
      this.logger.debug(`A live line failed: ${error.message}`);
    });
    this.metrics.opened('websocket');
    const { desk, feed, doorbells, watch, clock } = this;
    const line = new RawLine(client, sessionId, { desk, feed, doorbells, watch, clock });
    client.on('close', () => {
      line.leave();
      this.metrics.closed('websocket');
    });
    const token = presentedToken(request);
    if (token !== undefined) void line.open(token, undefined);
  }
}

function part(client: WebSocket, farewell: Shutdown): void {
  client.send(JSON.stringify(farewell));
  client.close(1001, 'shutdown');
}

/** The token of a header, which programs can set, or of a subprotocol, which browsers can: never one in the URL. */
function presentedToken({ headers }: IncomingMessage): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const offered = headers['sec-websocket-protocol']?.split(',').map((protocol) => protocol.trim()) ?? [];
  return offered.includes(SUBPROTOCOL) ? offered.find((protocol) => protocol !== SUBPROTOCOL) : undefined;
}
