import { type RiskProfile } from '../../guard/risk-profile';
import { price } from '../../money/quantity';
import { checkBeforeTrade, type PreTradeCheck } from '../../risk/pre-trade-rules';
import { type SourceTrade } from '../../risk/sizing';
import { entryOf } from '../../risk/sizing-request';
import { type Signal, sourceNameOf } from '../../signals/signal';
import { type AccountBook } from './account-book';
import { symbolOf } from './account-symbol';
import { type Decision } from './decision';
import { denied } from './denied';
import { observe, wishOf } from './observe';
import { factsUnder, type Observed } from './observed';

/** Sizes an opening signal for one account and checks it against the account's limits; the first refusal wins. */
export function decideOpening(
  signal: Signal,
  book: AccountBook,
  now: Date,
  mirrored: SourceTrade | null = null,
): Decision {
  const { match, fact } = symbolOf(signal, book);
  const symbol = { name: match.found ?? signal.symbol, fact };
  const observed = observe(wishOf(signal, symbol, mirrored), book, now);
  const { profile } = book;
  const { check, facts } = judge(observed, profile);
  const kept = {
    rules: check.verdicts,
    symbol: match,
    inputs: { observed, profile },
  };
  if (check.outcome === 'denied') return denied(check.denial, { ...kept, steps: check.ledger });

  const { sizing } = check;
  const entry = entryOf(facts);
  if (!sizing || !entry) throw new Error('The rules let an opening pass without a size');
  const { trade } = observed;
  return {
    outcome: 'ORDERED',
    order: {
      userId: signal.userId,
      accountId: book.account.id,
      signalId: signal.id,
      action: 'OPEN',
      side: trade.side,
      symbol: trade.symbol,
      volume: sizing.volume,
      entryPrice: price(entry),
      // the signal's own, or the one that the account's policy imposes
      stopLoss: sizing.stopLoss && price(sizing.stopLoss),
      takeProfit: signal.takeProfit,
      closeTargets: [],
      riskMoney: sizing.riskMoney,
      marginMoney: sizing.margin,
      source: sourceNameOf(signal),
      flattens: false,
      createdAt: now,
      expiresAt: expiryOf(signal, profile),
    },
    ledger: {
      volume: sizing.volume.toFixed(),
      steps: sizing.ledger,
      denial: null,
      ...kept,
    },
  };
}

/** Applies a profile to what was observed: the decision itself, as often as one likes. */
export function judge(
  observed: Observed,
  profile: RiskProfile,
): { readonly check: PreTradeCheck; readonly facts: ReturnType<typeof factsUnder> } {
  const facts = factsUnder(profile, observed);
  return { check: checkBeforeTrade(facts), facts };
}

/** From the receipt, not from the decision: a signal that waited for a worker has less time left. */
function expiryOf(signal: Signal, profile: RiskProfile): Date {
  return new Date(signal.receivedAt.getTime() + profile.openingTtlSeconds * 1000);
}
