import { connect, type Socket } from 'node:net';

export interface Reply {
  readonly status: number;
  /** The status line and the headers. */
  readonly head: string;
  readonly bytes: number;
  readonly body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = /\r\ncontent-length: (\d+)/i;

/**
 * One kept-alive connection that carries one request at a time. A general client spends more on a request than the
 * server does, on the same two cores; this one writes bytes and reads bytes.
 */
export class HttpLine {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.take(chunk);
    });
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('The server closed the line')));
  }

  static open(port: number): Promise<HttpLine> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.off('error', reject);
        resolve(new HttpLine(socket));
      });
      socket.once('error', reject);
    });
  }

  /** False once the server has closed it: what is written then is never answered. */
  get isOpen(): boolean {
    return !this.socket.destroyed;
  }

  send(request: string): Promise<Reply> {
    if (!this.isOpen) return Promise.reject(new Error('The server has closed the line'));
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf(HEAD_END);
    if (end === -1) return;
    const head = this.received.toString('latin1', 0, end);
    const bodyStart = end + HEAD_END.length;
    const length = Number(LENGTH.exec(head)?.[1] ?? 0);
    if (this.received.length < bodyStart + length) return;
    const reply = {
      status: Number(head.slice(9, 12)),
      head,
      bytes: this.received.length,
      body: this.received.subarray(bodyStart, bodyStart + length),
    };
    this.received = Buffer.alloc(0);
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve(reply);
  }
}

/** A whole HTTP/1.1 request, ready to be written. */
export function postRequest(path: string, token: string, body: string): string {
  return (
    `POST /api/v1${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

export function getRequest(path: string, token: string): string {
  return `GET /api/v1${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`;
}
