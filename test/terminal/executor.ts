import { Decimal } from 'decimal.js';
import { type Clock } from '../../src/platform/time/clock';
import { type BrokerModel } from './broker-model';
import { fillReport, reportOf } from './command-report';
import { findEvidence, summed } from './evidence';
import { entryOf, unsent, type Journal, type JournalEntry, type KeptReport } from './journal';
import { flooredVolume, sendTrade } from './order-sender';
import { type Outbox } from './outbox';
import { isBackOff, isDefinitiveRefusal, isDone, isPriceRefusal, retcodeText, RETCODE } from './retcodes';
import { type Command, type ReconcileItem, type ReportState } from './wire';

/** Where a test may crash the terminal: before the first journal line, around OrderSend, before the report. */
export type Failpoint = 'received' | 'sending' | 'sent' | 'done';

interface Waiting {
  readonly command: Command;
  readonly deadlineMs: number | null;
}

/** Executes commands at most once each, and says what became of them. */
export class Executor {
  /** Accepted, not sent: the broker asked to wait. */
  private readonly waiting = new Map<string, Waiting>();
  private looks = 0;
  executed = 0;

  constructor(
    private readonly broker: BrokerModel,
    private readonly journal: Journal,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly failpoint: (point: Failpoint) => void,
  ) {}

  /**
   * Takes a command that the backend handed over, perhaps not for the first time.
   *
   * @param deadlineMs when its time to live ends, on the monotonic clock
   */
  take(command: Command, deadlineMs: number | null): void {
    const known = this.journal.of(command.order_id);
    if (known?.state === 'DONE' && known.report) {
      this.outbox.put(known.report);
      return;
    }
    if (known?.state === 'SENDING') {
      this.look(known);
      return;
    }
    this.failpoint('received');
    const waiting = this.waiting.get(command.order_id) ?? { command, deadlineMs };
    this.waiting.set(command.order_id, waiting);
    if (!known) this.journal.write(entryOf(command, 'RECEIVED'));
    this.proceed(waiting);
  }

  /** Sends what was asked to wait, and looks for what was left in doubt. */
  resume(): void {
    for (const waiting of [...this.waiting.values()]) this.proceed(waiting);
    for (const entry of this.journal.inDoubt()) this.look(entry);
  }

  cancel(orderId: string): void {
    const waiting = this.waiting.get(orderId);
    if (!waiting) return;
    this.finish(waiting.command, this.plain(orderId, 'CANCELLED', null, 'Cancelled before it was sent'));
  }

  /** Tells the backend all that the terminal can know of an order whose fate it lost; what waits has none yet. */
  reconcile(item: ReconcileItem): void {
    if (this.waiting.has(item.order_id)) return;
    const known = this.journal.of(item.order_id);
    const evidence = findEvidence(this.broker.book, item.magic, item.action);
    if (known?.state === 'DONE' && known.report) this.outbox.put(known.report);
    else if (evidence) {
      const entry = known ?? { ...unsent(item), state: 'SENDING' };
      this.settle(entry, fillReport(item.order_id, evidence, entry.volume, this.nowMs()));
    } else if (known?.state === 'SENDING') {
      // Nothing was found, which proves nothing yet: the broker may be late. The backend decides after several looks.
      this.looks += 1;
      const message = `No position, order or deal with magic ${item.magic}`;
      this.outbox.put(this.plain(item.order_id, 'NOT_FOUND', null, message, this.looks));
    } else {
      // Never sent. It is written down as done, so that a copy that arrives late is not executed.
      const report = this.plain(item.order_id, 'NOT_EXECUTED', null, 'Never sent, by the journal');
      this.settle(known ?? unsent(item), report);
    }
  }

  private proceed({ command, deadlineMs }: Waiting): void {
    const evidence = findEvidence(this.broker.book, command.magic, command.action);
    if (evidence) {
      this.finish(command, fillReport(command.order_id, evidence, command.volume, this.nowMs()));
    } else if (deadlineMs !== null && this.nowMs() >= deadlineMs) {
      this.finish(command, this.plain(command.order_id, 'EXPIRED', null, 'Its time to live was over'));
    } else if (command.action === 'OPEN') this.open(command);
    else this.close(command);
  }

  private open(command: Command): void {
    const { book } = this.broker;
    const against = book.positionsOf(command.symbol).some(({ side }) => side !== command.side);
    if (book.facts.marginMode === 'NETTING' && against) {
      const message = 'A netting account holds the opposite position: opening would close it';
      this.finish(command, this.plain(command.order_id, 'REJECTED', null, message));
      return;
    }
    const volume = flooredVolume(command.volume, this.broker.market.instrument(command.symbol));
    this.sending(command);
    const { retcode, deal } = sendTrade(this.broker, command, volume);
    this.failpoint('sent');
    this.conclude(command, retcode, isDone(retcode) ? [deal] : []);
  }

  /** Closes by ticket, never more than is open: a netting account is not turned, a hedging one gets no second position. */
  private close(command: Command): void {
    const { book, market } = this.broker;
    const deals: string[] = [];
    let retcode: number = RETCODE.POSITION_CLOSED;
    this.sending(command);
    for (const target of command.targets) {
      const position = book.position(target.ticket);
      if (!position || position.side === command.side) continue;
      const volume = flooredVolume(
        Decimal.min(target.volume, position.volume),
        market.instrument(command.symbol),
      );
      const result = sendTrade(this.broker, command, volume, position);
      retcode = result.retcode;
      if (isDone(retcode)) deals.push(result.deal);
      else if (!isDefinitiveRefusal(retcode)) break;
    }
    this.failpoint('sent');
    this.conclude(command, retcode, deals);
  }

  private conclude(command: Command, retcode: number, dealTickets: readonly string[]): void {
    const { order_id: orderId } = command;
    const deals = this.broker.book.deals.filter(({ ticket }) => dealTickets.includes(ticket));
    const evidence = summed(deals);
    const doubtful = !isDone(retcode) && !isDefinitiveRefusal(retcode);
    if (doubtful) this.doubt(command, retcode);
    else if (evidence) {
      this.executed += 1;
      this.finish(command, fillReport(orderId, evidence, command.volume, this.nowMs()));
    } else if (isPriceRefusal(retcode) || isBackOff(retcode)) {
      this.journal.write(entryOf(command, 'RECEIVED'));
    } else if (retcode === RETCODE.POSITION_CLOSED && command.action === 'CLOSE') {
      const report = this.plain(orderId, 'FILLED', retcode, retcodeText(retcode));
      this.finish(command, { ...report, volume: 0 });
    } else this.finish(command, this.plain(orderId, 'REJECTED', retcode, retcodeText(retcode)));
  }

  /** Executed or not, nobody can tell yet. It is looked for from now on, and never sent again. */
  private doubt(command: Command, retcode: number): void {
    this.waiting.delete(command.order_id);
    const report = this.plain(command.order_id, 'UNKNOWN', retcode, retcodeText(retcode));
    this.journal.write({ ...entryOf(command, 'SENDING'), report });
    this.outbox.put(report);
  }

  private look(entry: JournalEntry): void {
    const evidence = findEvidence(this.broker.book, entry.magic, entry.action);
    // A close of several positions may have been cut in the middle: less than its volume may not be all of it.
    const whole = evidence && (entry.action === 'OPEN' || evidence.volume.gte(entry.volume ?? 0));
    if (whole) this.settle(entry, fillReport(entry.orderId, evidence, entry.volume, this.nowMs()));
    else if (!entry.report) {
      const report = this.plain(entry.orderId, 'UNKNOWN', null, 'The terminal stopped while it was sending');
      this.journal.write({ ...entry, report });
      this.outbox.put(report);
    }
  }

  private sending(command: Command): void {
    this.journal.write(entryOf(command, 'SENDING'));
    this.failpoint('sending');
  }

  private finish(command: Command, report: KeptReport): void {
    this.waiting.delete(command.order_id);
    this.settle(entryOf(command, 'DONE'), report);
  }

  private settle(entry: JournalEntry, report: KeptReport): void {
    this.journal.write({ ...entry, state: 'DONE', report, acknowledged: false });
    this.failpoint('done');
    this.outbox.put(report);
  }

  private plain(
    orderId: string,
    state: ReportState,
    retcode: number | null,
    message: string,
    occasion?: number,
  ): KeptReport {
    const at = { atMs: this.nowMs(), ...(occasion === undefined ? {} : { occasion }) };
    return reportOf({ orderId, state, retcode, message, ...at });
  }

  private nowMs(): number {
    return this.clock.monotonicMs();
  }
}
