import { type BeforeApplicationShutdown } from '@nestjs/common';
import {
  type OnGatewayConnection,
  type OnGatewayInit,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import { type Server, type Socket } from 'socket.io';
import { Drain } from '../platform/health/drain';
import { Clock } from '../platform/time/clock';
import { type Admitted, AdmissionDesk } from './admission';
import { FloodGate } from './flood-gate';
import { type Line } from './follower';
import { leaveInTurn } from './leave-in-turn';
import { LiveFeed } from './live-feed';
import { type Refused, type ServerMessages, ready, shutdown, shutdownInTurn } from './live-messages';
import { LiveMetrics } from './live.metrics';
import { TokenWatch } from './token-watch';

/** Packets that may wait for a slow reader before its line is cut. */
const MOST_WAITING = 1_000;

interface SocketData {
  admission?: Admitted;
}

type LiveSocket = Socket<Record<string, never>, ServerMessages, Record<string, never>, SocketData>;
type LiveServer = Server<Record<string, never>, ServerMessages, Record<string, never>, SocketData>;

/** The live feed on Socket.IO. It decides nothing: who may follow is the desk's business, what comes is the feed's. */
@WebSocketGateway()
export class LiveGateway implements OnGatewayInit, OnGatewayConnection, BeforeApplicationShutdown {
  @WebSocketServer() private readonly server!: LiveServer;

  constructor(
    private readonly desk: AdmissionDesk,
    private readonly feed: LiveFeed,
    private readonly watch: TokenWatch,
    private readonly metrics: LiveMetrics,
    private readonly clock: Clock,
    private readonly drain: Drain,
  ) {}

  afterInit(server: LiveServer): void {
    server.use((socket, next) => {
      const { token, session_id: sessionId, after } = socket.handshake.auth;
      this.desk.admit({ token, sessionId, after }).then(
        (admission) => {
          if (!admission.admitted) {
            next(refusal(admission.code));
            return;
          }
          socket.data.admission = admission;
          next();
        },
        (error: unknown) => {
          next(error instanceof Error ? error : new Error('unavailable'));
        },
      );
    });
    this.drain.onBegin((withinMs) => {
      leaveInTurn(server.sockets.sockets.values(), withinMs, (socket) => {
        socket.emit('shutdown', shutdownInTurn());
        // Not socket.disconnect(): whom the server sends away, Socket.IO's client does not bring back.
        socket.conn.close();
      });
    });
  }

  handleConnection(socket: LiveSocket): void {
    const { admission } = socket.data;
    if (!admission) {
      socket.disconnect(true);
      return;
    }
    const gate = new FloodGate(() => this.clock.monotonicMs());
    socket.onAny(() => {
      if (!gate.lets()) end(socket, 'LIVE.FLOOD');
    });
    socket.emit('ready', ready(admission.position));
    const leave = this.feed.follow(
      admission.interest,
      admission.position,
      lineTo(socket, admission.doorbellOnly),
    );
    const unwatch = this.watch.watch(String(socket.handshake.auth['token']), () => {
      end(socket, 'AUTH.UNAUTHENTICATED');
    });
    this.metrics.opened('socket.io');
    socket.on('disconnect', () => {
      leave();
      unwatch();
      this.metrics.closed('socket.io');
    });
  }

  /** Clients come back spread over some seconds, to whoever serves then. */
  beforeApplicationShutdown(): void {
    for (const socket of this.server.sockets.sockets.values()) socket.emit('shutdown', shutdown());
  }
}

function lineTo(socket: LiveSocket, doorbellOnly: boolean): Line {
  const emit = socket.emit.bind(socket) as (type: string, message: unknown) => boolean;
  return {
    send: (envelope) => {
      if (socket.conn.transport.writable || waitingOf(socket) < MOST_WAITING) {
        if (!doorbellOnly) emit(envelope.type, envelope);
        return true;
      }
      return false;
    },
    cut: () => {
      end(socket, 'LIVE.TOO_SLOW');
    },
  };
}

/** Packets that engine.io holds for this client; its typings keep the buffer to themselves. */
function waitingOf(socket: LiveSocket): number {
  return (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
}

function end(socket: LiveSocket, code: Refused['code']): void {
  socket.emit('refused', { type: 'refused', code });
  socket.disconnect(true);
}

/** Socket.IO hands `data` of a middleware's error to the client. */
function refusal(code: Refused['code']): Error {
  return Object.assign(new Error(code), { data: { code } });
}
