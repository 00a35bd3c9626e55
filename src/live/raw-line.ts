import { type RawData, type WebSocket } from 'ws';
import { type Clock } from '../platform/time/clock';
import { type AdmissionDesk, type Admitted } from './admission';
import { FloodGate } from './flood-gate';
import { type Doorbells } from './doorbells';
import { type LiveFeed } from './live-feed';
import { type Refused, ready } from './live-messages';
import { type TokenWatch } from './token-watch';

/** Bytes that may wait for a slow reader before its line is cut. */
const MOST_WAITING_BYTES = 1_048_576;
/** Who does not say within this time who he is, goes. */
const INTRODUCE_WITHIN_MS = 15_000;

/** Close codes of our own, in the range that RFC 6455 leaves to applications. */
const CLOSE_CODES = {
  'AUTH.UNAUTHENTICATED': 4401,
  'AUTH.SCOPE_MISSING': 4403,
  'MT5_SESSION.NOT_FOUND': 4404,
  'LIVE.POSITION_UNKNOWN': 4422,
  'LIVE.TOO_SLOW': 4408,
  'LIVE.FLOOD': 4429,
} as const satisfies Record<Refused['code'], number>;

interface Surroundings {
  readonly desk: AdmissionDesk;
  readonly feed: LiveFeed;
  readonly doorbells: Doorbells;
  readonly watch: TokenWatch;
  readonly clock: Clock;
}

/** One plain WebSocket: pings are answered from the start, news comes once the client has said who it is. */
export class RawLine {
  private readonly gate: FloodGate;
  private readonly introduction: NodeJS.Timeout;
  private readonly leaving: (() => void)[] = [];
  private opening = false;

  constructor(
    private readonly client: WebSocket,
    private readonly sessionId: string,
    private readonly around: Surroundings,
  ) {
    this.gate = new FloodGate(() => around.clock.monotonicMs());
    this.introduction = setTimeout(() => {
      this.refuse('AUTH.UNAUTHENTICATED');
    }, INTRODUCE_WITHIN_MS);
    client.on('message', (message, isBinary) => {
      this.hear(message, isBinary);
    });
  }

  /** Opens the line for a token, once. */
  async open(token: string, after: unknown): Promise<void> {
    if (this.opening) return;
    this.opening = true;
    clearTimeout(this.introduction);
    const { desk, watch } = this.around;
    const admission = await desk.admit({ token, sessionId: this.sessionId, after }).catch(() => undefined);
    if (this.client.readyState !== this.client.OPEN) return;
    if (!admission) {
      this.client.close(1013, 'try again later');
      return;
    }
    if (!admission.admitted) {
      this.refuse(admission.code);
      return;
    }
    this.say(ready(admission.position));
    this.leaving.push(
      admission.doorbellOnly ? this.awaitRings() : this.follow(admission),
      watch.watch(token, () => {
        this.refuse('AUTH.UNAUTHENTICATED');
      }),
    );
  }

  leave(): void {
    clearTimeout(this.introduction);
    for (const stop of this.leaving.splice(0)) stop();
  }

  private hear(message: RawData, isBinary: boolean): void {
    if (!this.gate.lets()) {
      this.refuse('LIVE.FLOOD');
      return;
    }
    const said = isBinary ? undefined : parse(message);
    if (said?.type === 'ping') this.say({ type: 'pong' });
    if (said?.type === 'auth' && typeof said.token === 'string') void this.open(said.token, said.after);
  }

  private follow({ interest, position }: Admitted): () => void {
    return this.around.feed.follow(interest, position, {
      send: (envelope) => this.say(envelope),
      cut: () => {
        this.refuse('LIVE.TOO_SLOW');
      },
    });
  }

  /** A terminal only needs to know that it is worth asking. */
  private awaitRings(): () => void {
    return this.around.doorbells.listen(this.sessionId, () => {
      this.say({ type: 'doorbell' });
    });
  }

  private say(message: object): boolean {
    if (this.client.bufferedAmount > MOST_WAITING_BYTES) return false;
    if (this.client.readyState === this.client.OPEN) this.client.send(JSON.stringify(message));
    return true;
  }

  private refuse(code: Refused['code']): void {
    this.leave();
    if (this.client.readyState !== this.client.OPEN) return;
    this.client.send(JSON.stringify({ type: 'refused', code } satisfies Refused));
    this.client.close(CLOSE_CODES[code], code);
  }
}

interface Said {
  readonly type?: unknown;
  readonly token?: unknown;
  readonly after?: unknown;
}

function parse(message: RawData): Said | undefined {
  try {
    const said: unknown = JSON.parse((message as Buffer).toString('utf8'));
    return typeof said === 'object' && said !== null ? said : undefined;
  } catch {
    return undefined;
  }
}
