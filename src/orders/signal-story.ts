import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { type DenialCode, explainDenial } from '../risk/denial';
import { explain, explainStep } from '../risk/ledger';
import { presentSignal, type SignalView } from '../signals/signal-view';
import { SignalsService } from '../signals/signals.service';
import { SignalDecisionsRepository, type StoredDecision } from './signal-decisions.repository';

export interface DecisionView {
  readonly account_id: string;
  readonly account_number: string | null;
  readonly outcome: 'ORDERED' | 'DENIED';
  readonly code: string | null;
  /** The whole reason in one sentence; null for a close, which needs none. */
  readonly message: string | null;
  readonly order_id: string | null;
  readonly volume: number | null;
  readonly steps: readonly {
    readonly step: string;
    readonly text: string;
    readonly values: Readonly<Record<string, string>>;
  }[];
}

export interface SignalStoryView extends SignalView {
  readonly decisions: readonly DecisionView[];
}

/** A signal and, account by account, why it was followed or not. */
@Injectable()
export class SignalStory {
  constructor(
    private readonly signals: SignalsService,
    private readonly accounts: AccountsService,
    private readonly decisions: SignalDecisionsRepository,
  ) {}

  /** @throws SignalNotFoundError */
  async tell(userId: string, signalId: string): Promise<SignalStoryView> {
    const signal = await this.signals.get(userId, signalId);
    const decisions = await this.decisions.of(userId, signalId);
    const accounts = decisions.length > 0 ? await this.accounts.listOf(userId) : [];
    const numberOf = new Map(accounts.map(({ id, accountNumber }) => [id, accountNumber]));
    return {
      ...presentSignal(signal),
      decisions: decisions.map((decision) =>
        presentDecision(decision, numberOf.get(decision.accountId) ?? null),
      ),
    };
  }
}

function presentDecision(decision: StoredDecision, accountNumber: string | null): DecisionView {
  const { ledger } = decision;
  return {
    account_id: decision.accountId,
    account_number: accountNumber,
    outcome: decision.outcome,
    code: decision.code,
    message: messageOf(decision),
    order_id: decision.orderId,
    volume: ledger.volume === null ? null : Number(ledger.volume),
    steps: ledger.steps.map((entry) => ({ ...entry, text: explainStep(entry, 'en') })),
  };
}

function messageOf({ ledger }: StoredDecision): string | null {
  const { denial, steps } = ledger;
  if (denial) return explainDenial({ code: denial.code as DenialCode, numbers: denial.numbers }, 'en');
  return steps.length === 0 ? null : explain(steps, 'en');
}
