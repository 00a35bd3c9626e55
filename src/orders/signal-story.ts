import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { type Language } from '../risk/language';
import { type Signal } from '../signals/signal';
import { presentSignal, type SignalView } from '../signals/signal-view';
import { SignalsService } from '../signals/signals.service';
import { type DecisionView, presentDecision, sentenceOf, type StagesView } from './decision-view';
import { type Order } from './order';
import { isExecuted } from './order.state';
import { OrdersRepository } from './orders.repository';
import { SignalDecisionsRepository } from './signal-decisions.repository';

export interface SignalStoryView extends SignalView {
  /** The first delivery and receipt, and the last execution, of its orders. */
  readonly stages: StagesView;
  readonly decisions: readonly DecisionView[];
}

/** A signal and, account by account, why it was followed or not. */
@Injectable()
export class SignalStory {
  constructor(
    private readonly signals: SignalsService,
    private readonly accounts: AccountsService,
    private readonly decisions: SignalDecisionsRepository,
    private readonly orders: OrdersRepository,
  ) {}

  /** @throws SignalNotFoundError */
  async tell(userId: string, signalId: string, language: Language): Promise<SignalStoryView> {
    const signal = await this.signals.get(userId, signalId);
    const decisions = await this.decisions.of(userId, signalId);
    const accounts = decisions.length > 0 ? await this.accounts.listOf(userId) : [];
    const orders = decisions.length > 0 ? await this.orders.ofSignals(null, [signalId]) : [];
    const view = presentSignal(signal);
    const said = signal.code === null ? null : sentenceOf(signal.code, signal.detail ?? {}, language);
    return {
      ...view,
      message: said ?? view.message,
      stages: stagesOf(signal, orders),
      decisions: decisions.map((decision) =>
        presentDecision(
          decision,
          {
            order: orders.find(({ id }) => id === decision.orderId) ?? null,
            accountNumber: accounts.find(({ id }) => id === decision.accountId)?.accountNumber ?? null,
          },
          language,
        ),
      ),
    };
  }
}

function stagesOf(signal: Signal, orders: readonly Order[]): StagesView {
  const executed = orders.filter(({ status }) => isExecuted(status)).map(({ finishedAt }) => finishedAt);
  return {
    received_at: signal.receivedAt,
    stored_at: signal.storedAt,
    decided_at: signal.decidedAt,
    sent_at: inOrder(orders.map(({ sentAt }) => sentAt))[0] ?? null,
    acknowledged_at: inOrder(orders.map(({ acknowledgedAt }) => acknowledgedAt))[0] ?? null,
    executed_at: inOrder(executed).at(-1) ?? null,
  };
}

function inOrder(times: readonly (Date | null)[]): Date[] {
  return times.filter((time) => time !== null).sort((a, b) => a.getTime() - b.getTime());
}
