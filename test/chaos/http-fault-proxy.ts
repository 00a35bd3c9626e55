import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Random } from '../terminal/random';
import { type FaultCounts } from './fault-counts';

interface Carried {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A reply that no fault excuses: a bug of the server, or a refusal that does not say when to come back. */
export interface Unseemly {
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

const MISDEEDS = ['none', 'drop-request', 'drop-response', 'duplicate', 'delay', 'truncate'] as const;
const FAULT_OF = {
  'drop-request': 'F19 request dropped',
  'drop-response': 'F19 answer dropped',
  duplicate: 'F18 duplicated',
  delay: 'F41 delayed',
  truncate: 'F19 answer cut',
} as const;
const UPSTREAM_TIMEOUT_MS = 20_000;

/** Stands before the API processes as a load balancer does, and mistreats a share of what it carries. */
export class HttpFaultProxy {
  readonly unseemly: Unseemly[] = [];
  answered = 0;
  /** The share of requests that something happens to. */
  mischief = 0;
  private readonly server: Server;
  private readonly underWay = new Set<Promise<unknown>>();
  private turn = 0;

  constructor(
    private readonly upstreams: readonly number[],
    private readonly random: Random,
    private readonly faults: FaultCounts,
  ) {
    this.server = createServer((incoming, outgoing) => {
      const carrying = this.carry(incoming);
      this.underWay.add(carrying);
      carrying.then(
        ({ reply, misdeed }) => {
          if (reply === null) {
            incoming.socket.destroy();
            return;
          }
          outgoing.writeHead(reply.status, { ...whole(reply.headers), 'content-length': reply.body.length });
          if (misdeed !== 'truncate') {
            outgoing.end(reply.body);
            return;
          }
          outgoing.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => {
            incoming.socket.destroy();
          });
        },
        () => incoming.socket.destroy(),
      );
      void carrying.catch(() => undefined).then(() => this.underWay.delete(carrying));
    });
  }

  /** Resolves when all that is under way now has come in and was answered, also what nobody waits for any more. */
  async carried(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async carry(
    incoming: IncomingMessage,
  ): Promise<{ reply: Reply | null; misdeed: (typeof MISDEEDS)[number] }> {
    const body = await readAll(incoming);
    const { method = 'GET', url: path = '/', headers } = incoming;
    const carried = { method, path, headers, body };
    const misdeed = this.random.chance(this.mischief) ? this.random.pick(MISDEEDS.slice(1)) : 'none';
    if (misdeed !== 'none') this.faults.add(FAULT_OF[misdeed]);
    switch (misdeed) {
      case 'drop-request':
        return { reply: null, misdeed };
      case 'drop-response':
        await this.forward(carried);
        return { reply: null, misdeed };
      case 'duplicate':
        return { reply: await this.forwardTwice(carried), misdeed };
      case 'delay':
        await pause(50 + this.random.whole(1_500));
        return { reply: await this.forward(carried), misdeed };
      case 'truncate':
      case 'none':
        return { reply: await this.forward(carried), misdeed };
    }
  }

  /** To both processes, at the same time or nearly; who asked hears the second one. */
  private async forwardTwice(carried: Carried): Promise<Reply | null> {
    const first = this.forward(carried);
    await pause(this.random.whole(40));
    const [, second] = await Promise.all([first, this.forward(carried)]);
    return second;
  }

  /** To the next process in turn; to the other one if it does not listen, which is safe: it has taken nothing. */
  private async forward(carried: Carried): Promise<Reply | null> {
    this.turn += 1;
    for (let attempt = 0; attempt < this.upstreams.length; attempt += 1) {
      const port = this.upstreams[(this.turn + attempt) % this.upstreams.length] ?? 0;
      try {
        const reply = await send(port, carried);
        this.judge(carried, reply);
        return reply;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') return null;
      }
    }
    return null;
  }

  private judge({ path }: Carried, { status, headers, body }: Reply): void {
    this.answered += 1;
    const excused = status === 503 && headers['retry-after'] !== undefined;
    if (status >= 500 && !excused) this.unseemly.push({ path, status, body: body.toString('utf8') });
  }
}

function send(port: number, { method, path, headers, body }: Carried): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers: { ...headers, 'content-length': body.length } },
      (response) => {
        readAll(response).then((read) => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read });
        }, reject);
      },
    );
    sent.setTimeout(UPSTREAM_TIMEOUT_MS, () => sent.destroy(new Error('The upstream is silent')));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Without what was said of one connection, and does not hold on the other. */
function whole(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'transfer-encoding' && name !== 'connection'),
  );
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
