import { io, type Socket } from 'socket.io-client';
import { login } from '../api/login';
import type { AnyNews, Ready, Refused, Shutdown } from './messages';

export type LineState =
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  /** `since` is when the line was lost: what is on the screen is as old as that. */
  | { readonly status: 'lost'; readonly since: number };

const RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 8_000;

interface Listeners {
  readonly news: (news: AnyNews) => void;
  /** The line is back: what is not kept anywhere (prices) has to be asked for again. */
  readonly back: () => void;
}

/** The live feed: one socket, which goes on after the last news it brought, whatever happened in between. */
export class LiveLine {
  state: LineState = { status: 'connecting' };
  private readonly socket: Socket;
  private readonly watchers = new Set<() => void>();
  private lastId: string | undefined;
  private retry: number | undefined;
  private closed = false;

  constructor(private readonly listeners: Listeners) {
    this.socket = io({
      transports: ['websocket'],
      autoConnect: false,
      reconnectionDelay: RETRY_MS,
      reconnectionDelayMax: LONGEST_RETRY_MS,
      auth: (give) => {
        login.token().then(
          (token) => {
            give({ token, ...(this.lastId === undefined ? {} : { after: this.lastId }) });
          },
          () => {
            give({ token: null });
          },
        );
      },
    });
    this.socket.on('ready', (message: Ready) => {
      this.lastId ??= message.id;
      const wasLost = this.state.status === 'lost';
      this.become({ status: 'live' });
      if (wasLost) this.listeners.back();
    });
    this.socket.on('refused', (message: Refused) => {
      void this.recover(message.code);
    });
    this.socket.on('shutdown', (message: Shutdown) => {
      this.lose();
      this.comeBackIn(message.retry_in_ms);
    });
    this.socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
      this.lose();
      // A refusal at the door: Socket.IO does not try again by itself.
      if (error.data?.code !== undefined) void this.recover(error.data.code);
    });
    this.socket.on('disconnect', (reason) => {
      if (this.closed) return;
      this.lose();
      if (reason === 'io server disconnect') this.comeBackIn(RETRY_MS);
    });
    this.socket.onAny((_name: string, message: Partial<AnyNews>) => {
      if (message.data === undefined) return;
      if (typeof message.id === 'string') this.lastId = message.id;
      this.listeners.news(message as AnyNews);
    });
  }

  open(): void {
    this.closed = false;
    this.socket.connect();
  }

  close(): void {
    this.closed = true;
    window.clearTimeout(this.retry);
    this.socket.disconnect();
  }

  subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  private async recover(code: string): Promise<void> {
    if (code === 'LIVE.POSITION_UNKNOWN') {
      this.lastId = undefined;
      this.listeners.back();
    }
    if (code === 'AUTH.UNAUTHENTICATED') {
      const token = await login.token().catch(() => null);
      if (token !== null) await login.renewAfter(token).catch(() => null);
      if (login.state === 'out') return;
    }
    this.comeBackIn(RETRY_MS);
  }

  private comeBackIn(ms: number): void {
    window.clearTimeout(this.retry);
    this.retry = window.setTimeout(() => {
      if (!this.closed && !this.socket.connected) this.socket.connect();
    }, ms);
  }

  private lose(): void {
    if (this.state.status !== 'lost') this.become({ status: 'lost', since: Date.now() });
  }

  private become(state: LineState): void {
    this.state = state;
    for (const watcher of this.watchers) watcher();
  }
}
