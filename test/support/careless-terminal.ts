import { type Answer, type ApiClient, type Json } from './api-client';
import { contract } from './contract';
import { type FixedClock } from './fixed-clock';
import { type Executed, type PlainBroker } from './plain-broker';
import { type DeskCommand, report } from './trading-desk';

export const WIRE = [
  'fine',
  'request lost',
  'reply lost',
  'twice',
  'reports late',
  'reports reversed',
] as const;
export type Wire = (typeof WIRE)[number];

export const BROKER_ANSWERS = [
  'done',
  'in part',
  'refused',
  'timeout, executed',
  'timeout, not executed',
  'power cut',
] as const;
export type BrokerAnswer = (typeof BROKER_ANSWERS)[number];

interface Entry {
  readonly command: DeskCommand;
  readonly receivedAt: Date;
  /** What was said of it last; RECEIVED: not sent yet, SENT: nobody knows. */
  state: 'RECEIVED' | 'SENT' | 'TOLD';
  told: Json | null;
}

/** What a terminal works with. */
export interface Seat {
  readonly api: ApiClient;
  readonly broker: PlainBroker;
  readonly clock: FixedClock;
  readonly accountNumber: string;
  readonly instanceId: string;
}

/**
 * A connector that believes whatever it is handed: it keeps a journal, so that it executes nothing twice itself, but it
 * does not look for a trade before it makes one. Two of them with one order make two trades.
 */
export class CarelessTerminal {
  readonly received = new Set<string>();
  private readonly journal = new Map<string, Entry>();
  private outbox: Json[] = [];
  private session: { readonly id: string; readonly epoch: number } | null = null;
  private seq = 0;
  /** Sent, and not answered yet: it comes again as it was. */
  private unanswered: Json | null = null;
  /** It was told that another one holds the account: it stops. */
  private fenced = false;

  constructor(private readonly seat: Seat) {}

  /** Its user starts it again; the journal is still there. */
  async connect(): Promise<void> {
    const { api, accountNumber, instanceId } = this.seat;
    const answer = await api.post('/mt5/connect', {
      ...contract('mt5/connect.request'),
      account_number: accountNumber,
      instance_id: instanceId,
      interval_ms: 5000,
    });
    if (answer.status !== 200) throw new Error(answer.text);
    const { session_id: id, epoch } = answer.body as { session_id: string; epoch: number };
    this.session = { id, epoch };
    this.seq = 0;
    this.unanswered = null;
    this.fenced = false;
    const { symbols } = contract('mt5/symbols.request');
    await api.post('/mt5/symbols', { session_id: id, symbols });
  }

  async sync(wire: Wire, showsBooks: boolean): Promise<void> {
    if (this.fenced) return;
    if (!this.session) await this.connect();
    const message = this.unanswered ?? this.compose(wire, showsBooks);
    this.unanswered = message;
    if (wire === 'request lost') return;
    const { api } = this.seat;
    const answer = await api.post('/mt5/sync', message);
    if (wire === 'twice') await api.post('/mt5/sync', message);
    if (wire !== 'reply lost') this.read(answer, message);
  }

  /** Executes the oldest order that it has, however the broker answers. */
  execute(answer: BrokerAnswer): void {
    if (this.fenced) return;
    const next = [...this.journal.values()].find(({ state }) => state === 'RECEIVED');
    if (!next) return;
    if (this.isOver(next)) this.tell(next, 'EXPIRED');
    else if (next.command.action === 'CLOSE') this.close(next, answer);
    else this.open(next, answer);
  }

  private open(entry: Entry, answer: BrokerAnswer): void {
    const { order_id: id, volume } = entry.command;
    const part = answer === 'in part';
    this.send(entry, answer, part ? 'PARTIALLY_FILLED' : 'FILLED', (broker, at) =>
      broker.open(id, part ? volume / 2 : volume, at),
    );
  }

  private close(entry: Entry, answer: BrokerAnswer): void {
    const { order_id: id, targets } = entry.command;
    this.send(entry, answer, 'FILLED', (broker, at) => {
      const [target] = targets;
      return target ? broker.close(id, target.ticket, target.volume, at) : null;
    });
  }

  private send(
    entry: Entry,
    answer: BrokerAnswer,
    state: string,
    trade: (broker: PlainBroker, at: Date) => Executed | null,
  ): void {
    entry.state = 'SENT';
    const { broker, clock } = this.seat;
    if (answer === 'refused') {
      this.tell(entry, 'REJECTED', { retcode: 10018 });
      return;
    }
    const made = answer === 'timeout, not executed' ? null : trade(broker, clock.now());
    if (answer === 'power cut') return;
    if (answer.startsWith('timeout'))
      this.outbox.push(report(entry.command.order_id, 'UNKNOWN', { retcode: 10012 }));
    else if (made) this.tell(entry, state, factsOf(made));
    else this.tell(entry, 'REJECTED', { retcode: 10036 });
  }

  private isOver({ command, receivedAt }: Entry): boolean {
    const passed = this.seat.clock.now().getTime() - receivedAt.getTime();
    return command.expires_in_ms !== null && passed >= command.expires_in_ms;
  }

  private tell(entry: Entry, state: string, facts: Json = {}): void {
    entry.state = 'TOLD';
    entry.told = report(entry.command.order_id, state, facts);
    this.outbox.push(entry.told);
  }

  private compose(wire: Wire, showsBooks: boolean): Json {
    const { broker, clock } = this.seat;
    this.seq += 1;
    const reports = wire === 'reports late' ? [] : [...this.outbox];
    if (wire === 'reports reversed') reports.reverse();
    return {
      ...contract('mt5/sync.idle.request'),
      session_id: this.session?.id,
      epoch: this.session?.epoch,
      seq: this.seq,
      quotes: [{ symbol: 'EURUSD', bid: 1.09998, ask: 1.1, time: clock.now().toISOString() }],
      reports,
      ...(showsBooks && { complete: true, positions: broker.positions(), deals: broker.history() }),
    };
  }

  private read({ status, body, text }: Answer, message: Json): void {
    this.unanswered = null;
    if (status === 409) {
      this.fenced = body['code'] === 'SESSION_FENCED';
      this.session = null;
      if (this.fenced) this.outbox = [];
      return;
    }
    if (status !== 200) throw new Error(text);
    const taken = message['reports'] as Json[];
    this.outbox = this.outbox.filter((said) => !taken.includes(said));
    for (const command of body['commands'] as DeskCommand[]) this.take(command);
    for (const id of body['cancelled'] as string[]) this.giveBack(id);
    for (const { order_id: id, action } of body['reconcile'] as DeskCommand[]) this.look(id, action);
  }

  private take(command: DeskCommand): void {
    const { order_id: id } = command;
    this.received.add(id);
    if (this.journal.has(id)) return;
    this.journal.set(id, { command, receivedAt: this.seat.clock.now(), state: 'RECEIVED', told: null });
    this.outbox.push(report(id, 'RECEIVED'));
  }

  private giveBack(id: string): void {
    const entry = this.journal.get(id);
    if (entry?.state === 'RECEIVED') this.tell(entry, 'CANCELLED');
  }

  private look(id: string, action: string): void {
    const entry = this.journal.get(id);
    if (entry?.state === 'RECEIVED') {
      if (this.isOver(entry)) this.tell(entry, 'EXPIRED');
      return;
    }
    const found = this.seat.broker.find(id, action === 'OPEN' ? 'IN' : 'OUT');
    // One that has never heard of the order is sure that it did not execute it: that is no proof.
    const missing = report(id, entry ? 'NOT_FOUND' : 'NOT_EXECUTED');
    this.outbox.push(entry?.told ?? (found ? report(id, 'FILLED', factsOf(found)) : missing));
  }
}

function factsOf({ volume, ticket, deal }: Executed): Json {
  return { volume, position_ticket: ticket, order_ticket: ticket, deal_ticket: deal };
}
