import { Injectable } from '@nestjs/common';
import { type Account } from '../accounts/account';
import { type Principal } from '../auth/principal';
import { type RiskProfileDto, toLimits } from '../guard/dto/risk-profile.dto';
import { type RiskProfile } from '../guard/risk-profile';
import { Decimal } from '../money/quantity';
import { Transactions } from '../platform/database/transactions';
import { toJsonNumber, toJsonNumberOrNull } from '../platform/http/json-number';
import { Clock } from '../platform/time/clock';
import { type Language } from '../risk/language';
import { riskEntryOf } from '../risk/sizing-request';
import { newSignal } from '../signals/new-signal';
import { type Refusal, type Signal, type SignalRequest } from '../signals/signal';
import { sourceOf } from '../signals/signals.service';
import { AccountBooks } from './account-books';
import {
  presentRules,
  presentSteps,
  reasonOf,
  type RuleVerdictView,
  sentenceOf,
  type StepView,
} from './decision-view';
import { type AccountBook } from './decision/account-book';
import { decide } from './decision/decide';
import { judge } from './decision/decide-opening';
import { type Decision } from './decision/decision';
import { type Routed, SignalRoutes } from './signal-routes';

/** What one account would do about the signal now. */
interface AccountPreview {
  readonly account_id: string;
  readonly account_number: string;
  readonly currency: string;
  readonly outcome: Decision['outcome'];
  readonly code: string | null;
  readonly message: string | null;
  /** As the account calls it. */
  readonly symbol: string;
  readonly volume: number | null;
  /** The price that the risk is measured from, and the stop, which a policy may have imposed. */
  readonly entry_price: number | null;
  readonly stop_loss: number | null;
  /** What the stop would cost, and the margin that would be bound, in the account's currency. */
  readonly risk_money: number | null;
  readonly margin_money: number | null;
  readonly quote: { readonly bid: number; readonly ask: number; readonly at: Date } | null;
  readonly tick_size: number | null;
  readonly rules: readonly RuleVerdictView[];
  readonly steps: readonly StepView[];
}

export interface SignalPreviewView {
  /** Why it would go to no account; null when it goes to one. */
  readonly code: string | null;
  readonly message: string | null;
  readonly data: readonly AccountPreview[];
  readonly server_time: Date;
}

/** What is asked: a signal, and the profile it is judged under if it is not each account's own. */
export interface PreviewRequest {
  readonly signal: SignalRequest;
  readonly profile: RiskProfileDto | null;
}

/**
 * Decides a signal as it would be decided now, and keeps nothing of it: the same routes, the same books and the same
 * decision as of one that is sent. Between the look and the sending prices move on, so it is no promise.
 */
@Injectable()
export class SignalPreview {
  constructor(
    private readonly routes: SignalRoutes,
    private readonly books: AccountBooks,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async preview(
    caller: Principal,
    { signal: request, profile }: PreviewRequest,
    language: Language,
  ): Promise<SignalPreviewView> {
    const now = this.clock.now();
    const signal = asIfReceived(caller, request, now);
    const { refusal, looks } = await this.transactions.run(async (tx) => {
      const { routes, sessions } = await this.routes.find(tx, [signal]);
      const [route] = routes;
      if (!route) throw new Error('A signal was not routed');
      const books = await this.books.open(tx, route.accounts, { sessions, purpose: 'DECISION', now });
      return { refusal: route.refusal, looks: looksOf(route, books, now) };
    });
    const refused = refusalOfAge(signal) ?? refusal;
    return {
      code: refused?.code ?? null,
      message: refused && (sentenceOf(refused.code, refused.detail, language) ?? refused.message),
      data: looks.map((look) => present(look, profile, language)),
      server_time: now,
    };
  }
}

interface Look {
  readonly book: AccountBook;
  readonly decision: Decision;
}

function looksOf(
  { signal, accounts, mirrored }: Routed,
  books: ReadonlyMap<string, AccountBook>,
  now: Date,
): Look[] {
  return accounts.flatMap(({ id }) => {
    const book = books.get(id);
    if (!book) return [];
    return [{ book, decision: decide(signal, book, now, mirrored) }];
  });
}

/** The signal as the intake would have stored it; it has no number, as it is nowhere. */
function asIfReceived(caller: Principal, request: SignalRequest, now: Date): Signal {
  const arrival = { userId: caller.userId, source: sourceOf(caller), idempotencyKey: null, request };
  const { refusal, ...signal } = newSignal(arrival, now);
  return {
    ...signal,
    id: '0',
    decidedAt: refusal && now,
    finishedAt: null,
    status: 'PENDING',
    code: refusal?.code ?? null,
    message: refusal?.message ?? null,
    detail: refusal?.detail ?? null,
  };
}

function refusalOfAge({ code, message, detail }: Signal): Refusal | null {
  return code === null ? null : { code, message: message ?? '', detail: detail ?? {} };
}

function present(
  { book, decision }: Look,
  proposed: RiskProfileDto | null,
  language: Language,
): AccountPreview {
  const { account } = book;
  const { inputs } = decision.ledger;
  const common = {
    account_id: account.id,
    account_number: account.accountNumber,
    currency: account.currency,
  };
  if (!inputs) return { ...common, ...presentClosing(decision, language) };

  const { observed } = inputs;
  const { check, facts } = judge(observed, profileOf(book, proposed, account));
  const { trade, symbol } = observed;
  const sizing = check.outcome === 'denied' ? null : check.sizing;
  const denial = check.outcome === 'denied' ? check.denial : null;
  const steps = check.outcome === 'denied' ? check.ledger : (sizing?.ledger ?? []);
  return {
    ...common,
    outcome: denial ? 'DENIED' : 'ORDERED',
    code: denial?.code ?? null,
    message: reasonOf({ denial, steps }, language),
    symbol: trade.symbol,
    volume: toJsonNumberOrNull(sizing?.volume ?? null),
    entry_price: toJsonNumberOrNull(riskEntryOf(facts)),
    stop_loss: toJsonNumberOrNull(sizing?.stopLoss ?? trade.stopLoss),
    risk_money: toJsonNumberOrNull(sizing?.riskMoney ?? null),
    margin_money: toJsonNumberOrNull(sizing?.margin ?? null),
    quote: symbol.market && {
      bid: toJsonNumber(symbol.market.bid),
      ask: toJsonNumber(symbol.market.ask),
      at: symbol.market.receivedAt,
    },
    tick_size: toJsonNumberOrNull(symbol.spec?.tickSize ?? null),
    rules: presentRules(check.verdicts),
    steps: presentSteps(steps, language),
  };
}

function profileOf(
  { profile }: AccountBook,
  proposed: RiskProfileDto | null,
  { createdAt }: Account,
): RiskProfile {
  return proposed ? { ...profile, ...toLimits(proposed, createdAt) } : profile;
}

type ClosingPreview = Omit<AccountPreview, 'account_id' | 'account_number' | 'currency'>;

function presentClosing(decision: Decision, language: Language): ClosingPreview {
  const { ledger } = decision;
  return {
    outcome: decision.outcome,
    code: decision.outcome === 'DENIED' ? decision.refusal.code : null,
    message: reasonOf(ledger, language),
    symbol: decision.outcome === 'ORDERED' ? decision.order.symbol : '',
    volume: toJsonNumberOrNull(ledger.volume === null ? null : new Decimal(ledger.volume)),
    entry_price: null,
    stop_loss: null,
    risk_money: null,
    margin_money: null,
    quote: null,
    tick_size: null,
    rules: presentRules(ledger.rules),
    steps: presentSteps(ledger.steps, language),
  };
}
