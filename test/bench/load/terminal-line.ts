import WebSocket from 'ws';
import { type Seat } from '../server/population';
import { HttpLine, postRequest, type Reply } from './http-line';

/** An order as `sync` hands it out, as far as a bench looks at it. */
interface Command {
  readonly order_id: string;
  readonly signal_id: number;
}

interface SyncAnswer {
  readonly commands: readonly Command[];
  readonly next_sync_ms: number;
}

/** A terminal that fetches orders and reports each as refused by its broker: it holds nothing and has nothing to tell. */
export class TerminalLine {
  /** Goes on where the terminals of the run before left off. */
  private seq = Date.now();
  private reports: object[] = [];
  private socket: WebSocket | undefined;

  private constructor(
    private readonly line: HttpLine,
    private readonly seat: Seat,
  ) {}

  static async open(port: number, seat: Seat): Promise<TerminalLine> {
    return new TerminalLine(await HttpLine.open(port), seat);
  }

  /** Listens for the doorbell. Resolves once the backend says that it will ring. */
  listen(port: number, rung: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket = new WebSocket(`ws://127.0.0.1:${port}/ws/trading/live/${this.seat.sessionId}`, {
        headers: { Authorization: `Bearer ${this.seat.token}` },
        perMessageDeflate: false,
      });
      this.socket.on('error', reject);
      this.socket.on('message', (message: Buffer) => {
        const text = message.toString('latin1');
        if (text.includes('"doorbell"')) rung();
        else if (text.includes('"ready"')) resolve();
        else if (text.includes('"refused"')) reject(new Error(text));
      });
    });
  }

  /** One cycle. What it fetched is reported as refused with the next one. */
  async sync(): Promise<{ readonly reply: Reply; readonly answer: SyncAnswer | null }> {
    this.seq += 1;
    const { sessionId: session_id, token } = this.seat;
    const reports = this.reports;
    const body = JSON.stringify({ session_id, epoch: 1, seq: this.seq, reports });
    const reply = await this.line.send(postRequest('/mt5/sync', token, body));
    if (reply.status !== 200) return { reply, answer: null };
    const answer = JSON.parse(reply.body.toString('utf8')) as SyncAnswer;
    this.reports = answer.commands.map(({ order_id }) => ({
      report_id: `${order_id}-REJECTED`,
      order_id,
      state: 'REJECTED',
      retcode: 10006,
      message: 'Request rejected',
      age_ms: 0,
    }));
    return { reply, answer };
  }

  get hasReports(): boolean {
    return this.reports.length > 0;
  }

  close(): void {
    this.line.close();
    this.socket?.terminate();
  }
}
