import { Clock } from '../../src/platform/time/clock';
import { BackendClient, type Answer } from './backend-client';
import { type BrokerModel } from './broker-model';
import { findEvidence, summed, type Evidence } from './evidence';
import { flooredVolume, sendTrade } from './order-sender';
import { isDefinitiveRefusal, isDone, retcodeText } from './retcodes';
import {
  pendingResponse,
  positionsUpdateRequest,
  pingResponse,
  seedConnectResponse,
  statusResponse,
  type PendingSignal,
} from './seed-wire';
import { type Shape } from './shape';
import { wireAccount, wirePositions } from './snapshot';
import { type Command } from './wire';

export interface SeedTerminalOptions {
  readonly url: string;
  readonly token: string;
  readonly broker: BrokerModel;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
  /** Off, it trusts its memory alone, as the simplest of clients do: a restart forgets what was sent. */
  readonly looksBeforeItSends?: boolean;
}

type Verdict = readonly ['EXECUTED' | 'REJECTED', string];

/**
 * A terminal with the first product's connector: five calls per cycle, no epoch, no journal, no specifications.
 * It is what the backend's weaker mode is for.
 */
export class SeedTerminal {
  sessionId: string | null = null;
  readonly errors: Exclude<Answer, { kind: 'answered' }>[] = [];
  /** What became of each signal that was sent: the status is posted until it is answered. */
  private readonly verdicts = new Map<number, Verdict>();
  private readonly told = new Set<number>();
  /** Sent with an answer that proves nothing. */
  private readonly doubtful = new Set<number>();
  private readonly broker: BrokerModel;
  private readonly clock: Clock;
  private readonly backend: BackendClient;

  constructor(private readonly options: SeedTerminalOptions) {
    this.broker = options.broker;
    this.clock = options.clock ?? new Clock();
    this.backend = new BackendClient(options);
  }

  async connect(): Promise<boolean> {
    const { facts } = this.broker.book;
    const { balance, equity } = wireAccount(this.broker);
    const { number, broker, currency } = facts;
    const body = { account_number: number, broker, balance, equity, currency };
    const connected = this.read(await this.backend.post('/mt5/connect', body), seedConnectResponse);
    this.sessionId = connected?.session_id ?? null;
    return connected !== null;
  }

  /** One turn of the timer, in the order of the first product: ping, pending, status, positions, account. */
  async cycle(): Promise<void> {
    if (this.sessionId === null && !(await this.connect())) return;
    const { balance, equity, margin_free } = wireAccount(this.broker);
    await this.post('/mt5/ping', { timestamp: this.now(), balance, equity, margin_free }, pingResponse);
    await this.executePending();
    await this.tellVerdicts();
    await this.post('/trading/positions/update', this.positions());
    await this.post('/mt5/account/update', wireAccount(this.broker));
  }

  /** The first product knows no identifier, magic or comment: its shape leaves them out. */
  private positions(): object {
    const session = { session_id: this.sessionId, timestamp: this.now() };
    return positionsUpdateRequest.parse({ ...session, positions: wirePositions(this.broker) }, '');
  }

  private async executePending(): Promise<void> {
    const path = `/trading/signals/pending?session_id=${this.sessionId ?? ''}`;
    const pending = this.read(await this.backend.get(path), pendingResponse);
    for (const signal of pending?.data ?? []) {
      if (this.told.has(signal.signal_id) || this.verdicts.has(signal.signal_id)) continue;
      const verdict =
        this.found(signal) ?? (this.doubtful.has(signal.signal_id) ? null : this.execute(signal));
      if (verdict) this.verdicts.set(signal.signal_id, verdict);
    }
  }

  private found(signal: PendingSignal): Verdict | null {
    if (this.options.looksBeforeItSends === false) return null;
    const { magic, action } = commandOf(signal);
    const evidence = findEvidence(this.broker.book, magic, action);
    return evidence && executed(evidence);
  }

  private execute(signal: PendingSignal): Verdict | null {
    const command = commandOf(signal);
    const { book, market } = this.broker;
    const instrument = market.instrument(signal.symbol);
    const trades =
      command.action === 'OPEN'
        ? [{ volume: flooredVolume(command.volume, instrument), position: undefined }]
        : command.targets.flatMap(({ ticket, volume }) => {
            const position = book.position(ticket);
            return position ? [{ volume: flooredVolume(volume, instrument), position }] : [];
          });
    const deals: string[] = [];
    let refusal = 'Nothing to close';
    for (const { volume, position } of trades) {
      const { retcode, deal } = sendTrade(this.broker, command, volume, position);
      refusal = `${retcode} ${retcodeText(retcode)}`;
      if (isDone(retcode)) deals.push(deal);
      else if (!isDefinitiveRefusal(retcode)) {
        this.doubtful.add(signal.signal_id);
        return null;
      }
    }
    const evidence = summed(book.deals.filter(({ ticket }) => deals.includes(ticket)));
    return evidence ? executed(evidence) : ['REJECTED', refusal];
  }

  private async tellVerdicts(): Promise<void> {
    for (const [id, [status, message]] of this.verdicts) {
      const body = { signal_id: id, status, message, timestamp: this.now() };
      const answer = await this.backend.post(`/trading/signals/${id}/status`, body);
      if (!this.read(answer, statusResponse)) continue;
      this.verdicts.delete(id);
      this.told.add(id);
    }
  }

  private async post(path: string, body: object, shape?: Shape<unknown>): Promise<void> {
    const answer = await this.backend.post(path, { session_id: this.sessionId, ...body });
    this.read(answer, shape ?? { parse: (value) => value });
  }

  private read<T>(answer: Answer, shape: Shape<T>): T | null {
    if (answer.kind === 'answered') return shape.parse(answer.body, '');
    this.errors.push(answer);
    if (answer.kind === 'refused' && answer.status === 409) this.sessionId = null;
    return null;
  }

  private now(): string {
    return this.clock.now().toISOString();
  }
}

function executed({ last, volume, price }: Evidence): Verdict {
  return ['EXECUTED', `Order ticket: ${last.order}, ${volume.toString()} lots at ${price.toString()}`];
}

function commandOf(signal: PendingSignal): Command {
  const closes = signal.signal_type.startsWith('CLOSE_');
  const sells = signal.signal_type === 'SELL' || signal.signal_type === 'CLOSE_BUY';
  return {
    order_id: signal.order_id,
    signal_id: signal.signal_id,
    action: closes ? 'CLOSE' : 'OPEN',
    symbol: signal.symbol,
    side: sells ? 'SELL' : 'BUY',
    volume: signal.volume,
    entry_price: signal.entry_price,
    stop_loss: signal.stop_loss,
    take_profit: signal.take_profit,
    magic: signal.magic,
    comment: signal.comment,
    deviation_points: 0,
    expires_in_ms: signal.expires_in_ms,
    delivery_count: signal.delivery_count,
    targets: signal.targets,
    expected: null,
  };
}
