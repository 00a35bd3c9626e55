import WebSocket from 'ws';

const RETURN_AFTER_MS = 1_000;

/** The line on which the backend says that it is worth asking now. Losing it costs time, and nothing else. */
export class Doorbell {
  private socket: WebSocket | null = null;
  private timer: NodeJS.Timeout | null = null;
  private away = false;

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly rung: () => void,
  ) {}

  /** Listens for one session; an earlier one is forgotten. */
  listen(sessionId: string): void {
    this.hangUp();
    this.away = false;
    const socket = new WebSocket(`${this.url.replace(/^http/, 'ws')}/ws/trading/live/${sessionId}`, {
      headers: { Authorization: `Bearer ${this.token}` },
    });
    this.socket = socket;
    socket.on('message', (message: Buffer) => {
      if (message.toString('utf8').includes('"doorbell"')) this.rung();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.away || this.socket !== socket) return;
      this.timer = setTimeout(() => {
        this.listen(sessionId);
      }, RETURN_AFTER_MS);
    });
  }

  hangUp(): void {
    this.away = true;
    if (this.timer) clearTimeout(this.timer);
    this.socket?.terminate();
    this.socket = null;
  }
}
