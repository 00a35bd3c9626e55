import { type Evidence } from './evidence';
import { type KeptReport } from './journal';
import { retcodeText, RETCODE } from './retcodes';
import { type ReportState } from './wire';

interface Outcome {
  readonly orderId: string;
  readonly state: ReportState;
  readonly retcode: number | null;
  readonly message: string;
  readonly atMs: number;
  /** Tells two looks apart that found nothing; everything else is told once. */
  readonly occasion?: number;
}

/** A report of something other than an execution. */
export function reportOf({ orderId, state, retcode, message, atMs, occasion }: Outcome): KeptReport {
  return {
    report_id: [orderId, state, occasion ?? retcode ?? 0].join('-'),
    order_id: orderId,
    state,
    retcode,
    order_ticket: null,
    deal_ticket: null,
    position_ticket: null,
    volume: null,
    price: null,
    message,
    atMs,
  };
}

/** A report of what was executed; less than the command's volume is a partial fill. */
export function fillReport(
  orderId: string,
  evidence: Evidence,
  wanted: number | null,
  atMs: number,
): KeptReport {
  const { volume, price, last } = evidence;
  const partial = wanted !== null && volume.lessThan(wanted);
  const state = partial ? 'PARTIALLY_FILLED' : 'FILLED';
  const retcode = partial ? RETCODE.DONE_PARTIAL : RETCODE.DONE;
  return {
    report_id: [orderId, state, last.ticket].join('-'),
    order_id: orderId,
    state,
    retcode,
    order_ticket: last.order,
    deal_ticket: last.ticket,
    position_ticket: last.position,
    volume: volume.toNumber(),
    price: price.toNumber(),
    message: retcodeText(retcode),
    atMs,
  };
}
