import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions';
import { type Signal } from '../signals/signal';
import { SignalsService } from '../signals/signals.service';
import { type Order } from './order';
import { OrderReports } from './order-reports';
import { hasEnded } from './order.state';
import { SignalNotHandedOutError, SignalStatusAmbiguousError } from './orders.errors';
import { OrdersRepository } from './orders.repository';
import { reportOf, type StatusReport } from './signal-status';

/** What a report changed. */
export interface ReportedStatus {
  /** The signal as it is now. */
  readonly signal: Signal;
  /** False when it was known already, or came after the end: it is kept as evidence then. */
  readonly applied: boolean;
}

/** Takes the seed client's word on a signal: no session, no order number, only what it did. */
@Injectable()
export class SignalStatusService {
  constructor(
    private readonly transactions: Transactions,
    private readonly signals: SignalsService,
    private readonly orders: OrdersRepository,
    private readonly reports: OrderReports,
  ) {}

  /** @throws SignalNotFoundError, SignalNotHandedOutError, SignalStatusAmbiguousError */
  async report(userId: string, status: StatusReport): Promise<ReportedStatus> {
    await this.signals.get(userId, status.signalId);
    const applied = await this.transactions.run(async (tx) => {
      const orders = await this.orders.lockOfSignal(tx, userId, status.signalId);
      const order = meant(status, orders);
      const reporter = { sessionId: order.sessionId, epoch: order.epoch };
      const heard = await this.reports.apply(tx, [
        { owner: order, reporter, reports: [reportOf(status, order)] },
      ]);
      return heard.orders.some((after) => after.status !== order.status);
    });
    return { signal: await this.signals.get(userId, status.signalId), applied };
  }
}

type HandedOut = Order & { readonly sessionId: string; readonly epoch: number };

/** The one order that a status can be about: of the named session, or the only one handed out, or the only live one. */
function meant({ signalId, sessionId }: StatusReport, orders: readonly Order[]): HandedOut {
  const handed = orders.filter(
    (order): order is HandedOut =>
      order.sessionId !== null &&
      order.epoch !== null &&
      (sessionId === null || order.sessionId === sessionId),
  );
  const live = handed.filter(({ status }) => !hasEnded(status));
  const [only] = handed.length === 1 ? handed : live;
  if (handed.length === 0) throw new SignalNotHandedOutError(signalId);
  if (!only || (handed.length > 1 && live.length > 1)) throw new SignalStatusAmbiguousError(signalId);
  return only;
}
