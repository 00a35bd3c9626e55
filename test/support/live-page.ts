import { io, type Socket } from 'socket.io-client';
import { type Json } from './api-client';

/** A page that follows the live feed as the README says, and counts what it hears. */
export class LivePage {
  readonly received: string[] = [];
  /** How long each farewell asked it to stay away. */
  readonly farewells: number[] = [];
  private last: unknown = undefined;
  private readonly socket: Socket;

  constructor(url: string, token: string) {
    this.socket = io(url, {
      transports: ['websocket'],
      auth: (answer) => {
        answer({ token, after: this.last });
      },
      // As quick as a test wants it; a page waits for a second at first.
      reconnectionDelay: 50,
      forceNew: true,
    });
    this.socket.on('shutdown', ({ retry_in_ms }: { readonly retry_in_ms: number }) => {
      this.farewells.push(retry_in_ms);
    });
    this.socket.onAny((name: string, message: { id?: string | null; data: Json }) => {
      if (typeof message.id === 'string') this.last = message.id;
      if (name === 'signal.received') this.received.push(String(message.data['signal_id']));
    });
  }

  untilFollowing(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('ready', () => {
        resolve();
      });
      this.socket.once('connect_error', reject);
    });
  }

  close(): void {
    this.socket.disconnect();
  }
}
