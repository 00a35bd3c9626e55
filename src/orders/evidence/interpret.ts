import { retcodeClass } from '../../risk/retcodes';
import { type Order } from '../order';
import { type OrderFacts } from '../order-change';
import { hasEnded, isExecuted, type OrderStatus } from '../order.state';
import { type OrderReport } from './report';

/** A look that found nothing proves nothing so early: the broker may be slow. */
const PROOF_AFTER_SENDING_MS = 60_000;
/** Two looks this far apart are two, not one told twice. */
export const BETWEEN_LOOKS_MS = 30_000;

/** The journal of who holds the order says that it was not sent, and will not be. */
const DENIALS: ReadonlySet<OrderReport['state']> = new Set(['EXPIRED', 'CANCELLED', 'NOT_EXECUTED']);

/** What is known around a report. */
export interface Circumstances {
  /** The reporter is the session the order was handed to. */
  readonly isHolder: boolean;
  /** When earlier looks found nothing. */
  readonly looks: readonly Date[];
  readonly now: Date;
}

/** What a report comes to: one step, or two when doubt lies between. */
export interface Conclusion {
  readonly steps: readonly OrderStatus[];
  readonly facts: OrderFacts;
  /** It is a look that found nothing: kept, so that a second one can complete the proof. */
  readonly look?: true;
  readonly anomaly?: string;
}

/**
 * Concludes from a report what became of an order. Pure.
 *
 * An execution is believed from anybody who can show it: the trade is there. That nothing happened is believed only
 * from the holder, whose journal is written before it sends; from anybody else it is a look that found nothing.
 */
export function interpret(order: Order, report: OrderReport, circumstances: Circumstances): Conclusion {
  if (hasEnded(order.status)) return afterTheEnd(order, report);
  if (order.status === 'READY' && !isFill(report)) return stranger(order, report);
  switch (report.state) {
    case 'RECEIVED':
    case 'PLACED':
      return { ...stay(order), facts: { acknowledgedAt: circumstances.now, ...ticketsOf(report) } };
    case 'FILLED':
    case 'PARTIALLY_FILLED':
      return executed(order, report, report.state, circumstances);
    case 'REJECTED':
      return refused(order, report, circumstances);
    case 'UNKNOWN':
      return doubt(order, report, circumstances);
    case 'EXPIRED':
    case 'CANCELLED':
    case 'NOT_EXECUTED':
    case 'NOT_FOUND':
      return isLook(report, circumstances)
        ? look(order, report, circumstances)
        : neverSent(order, report, circumstances);
  }
}

/** Whether the report says only that nothing was found: from anybody but the holder, every denial says no more. */
export function isLook(
  { state }: Pick<OrderReport, 'state'>,
  { isHolder }: Pick<Circumstances, 'isHolder'>,
): boolean {
  return state === 'NOT_FOUND' || (!isHolder && DENIALS.has(state));
}

function executed(
  order: Order,
  report: OrderReport,
  to: 'FILLED' | 'PARTIALLY_FILLED',
  { now }: Circumstances,
): Conclusion {
  const facts = { acknowledgedAt: now, ...factsOf(report) };
  if (order.status === 'READY') {
    return { steps: ['SENT', to], facts, anomaly: 'An order that was never handed out was executed' };
  }
  if (report.volume?.greaterThan(order.volume)) {
    return { steps: [to], facts, anomaly: 'More was executed than was ordered' };
  }
  return { steps: [to], facts };
}

/** A refusal that leaves open whether it was executed is doubt, whatever the terminal calls it. */
function refused(order: Order, report: OrderReport, circumstances: Circumstances): Conclusion {
  const { isHolder, now } = circumstances;
  if (report.retcode !== null && retcodeClass(report.retcode) === 'AMBIGUOUS') {
    return doubt(order, report, circumstances);
  }
  if (!isHolder) return stranger(order, report);
  return { steps: ['REJECTED'], facts: { acknowledgedAt: now, ...factsOf(report) } };
}

function doubt(order: Order, report: OrderReport, { isHolder, now }: Circumstances): Conclusion {
  if (!isHolder) return stranger(order, report);
  const facts = { acknowledgedAt: now, ...factsOf(report) };
  return order.status === 'SENT' ? { steps: ['UNKNOWN'], facts } : { ...stay(order), facts };
}

/** The journal's word: it was not sent, and will not be. What it is called depends on why. */
function neverSent(order: Order, report: OrderReport, { now }: Circumstances): Conclusion {
  const facts = { acknowledgedAt: now, ...factsOf(report) };
  if (order.status === 'UNKNOWN') return { steps: ['NOT_EXECUTED'], facts };
  if (report.state === 'CANCELLED' || order.cancelRequestedAt !== null)
    return { steps: ['CANCELLED'], facts };
  if (report.state === 'EXPIRED' || (order.expiresAt && order.expiresAt <= now)) {
    return { steps: ['EXPIRED'], facts };
  }
  return { steps: ['UNKNOWN', 'NOT_EXECUTED'], facts };
}

/** Nothing found: doubt at first, and proof of absence once two looks, late enough and apart, agree. */
function look(order: Order, report: OrderReport, { looks, now }: Circumstances): Conclusion {
  const facts: OrderFacts = {};
  const sentMs = (order.sentAt ?? order.createdAt).getTime();
  const proves = (at: Date): boolean => at.getTime() - sentMs >= PROOF_AFTER_SENDING_MS;
  const earlier = looks.some((at) => proves(at) && now.getTime() - at.getTime() >= BETWEEN_LOOKS_MS);
  const doubted: OrderStatus[] = order.status === 'SENT' ? ['UNKNOWN'] : [];
  if (proves(now) && earlier) {
    return { steps: [...doubted, 'NOT_EXECUTED'], facts: messageOf(report), look: true };
  }
  return { steps: doubted.length > 0 ? doubted : [order.status], facts, look: true };
}

/** Nothing moves any more. What agrees is kept; what contradicts is kept too, and rings. */
function afterTheEnd(order: Order, report: OrderReport): Conclusion {
  const claimsExecution = report.state === 'FILLED' || report.state === 'PARTIALLY_FILLED';
  const deniesExecution = ['REJECTED', 'EXPIRED', 'CANCELLED', 'NOT_EXECUTED'].includes(report.state);
  if (claimsExecution && !isExecuted(order.status)) {
    return { ...stay(order), anomaly: `Executed, after it was ${order.status}` };
  }
  if (claimsExecution && report.volume && !report.volume.equals(order.filledVolume)) {
    return { ...stay(order), anomaly: 'Another volume was executed than was reported before' };
  }
  if (deniesExecution && isExecuted(order.status)) {
    return { ...stay(order), anomaly: `Reported as ${report.state}, after it was ${order.status}` };
  }
  return stay(order);
}

/** Somebody speaks of an order that is not his: kept, believed in nothing. */
function stranger(order: Order, report: OrderReport): Conclusion {
  return { ...stay(order), anomaly: `Reported as ${report.state} by a session that does not hold it` };
}

function stay(order: Order): Conclusion {
  return { steps: [order.status], facts: {} };
}

function factsOf(report: OrderReport): OrderFacts {
  return {
    ...ticketsOf(report),
    ...messageOf(report),
    filledVolume: isFill(report) ? (report.volume ?? undefined) : undefined,
    fillPrice: isFill(report) ? (report.price ?? undefined) : undefined,
    retcode: report.retcode ?? undefined,
  };
}

function messageOf(report: OrderReport): OrderFacts {
  return { message: report.message ?? undefined };
}

function ticketsOf(report: OrderReport): OrderFacts {
  return {
    orderTicket: report.orderTicket ?? undefined,
    dealTicket: report.dealTicket ?? undefined,
    positionTicket: report.positionTicket ?? undefined,
  };
}

function isFill({ state }: OrderReport): boolean {
  return state === 'FILLED' || state === 'PARTIALLY_FILLED';
}
