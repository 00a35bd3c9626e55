import { type PreTradeRule } from './pre-trade-rule';
import { checkByRules, type PreTradeCheck } from './rule-engine';
import { bookDrift, orderRate, strategyThrottle, timeToLive, unknownOrders } from './rules/conduct-rules';
import { aggregateRisk, dailyLoss, openPositions, oppositePosition } from './rules/exposure-rules';
import { duplicate, priceCollar, quality, signalTime } from './rules/signal-rules';
import { marginLevel, notional, sizing, volumeMaximum } from './rules/size-rules';
import { accountData, session, tradingState } from './rules/state-rules';
import { stops } from './rules/stop-rules';
import { marketOpen, spread, symbolData } from './rules/symbol-rules';
import { type DeliveryFacts, type EssentialFacts, type TradeFacts } from './trade-facts';

export type { PreTradeCheck, RuleVerdict } from './rule-engine';

/** The rules that protect from the first day, in order. */
export const ESSENTIAL_RULES: readonly PreTradeRule<EssentialFacts>[] = [
  tradingState,
  accountData,
  symbolData,
  signalTime,
  stops,
  sizing,
  volumeMaximum,
  openPositions,
  marginLevel,
];

/**
 * All rules, in order. A volume below the minimum (R11) is denied by the sizing itself.
 * Sources: SEC rule 15c3-5, RTS 6 article 15, the rule classes of trading firewalls.
 */
export const PRE_TRADE_RULES: readonly PreTradeRule<TradeFacts>[] = [
  tradingState, // R01
  session, // R02
  accountData, // R03
  symbolData, // R04
  signalTime, // R05
  duplicate, // R06
  stops, // R07
  priceCollar, // R08
  quality, // R09
  sizing, // R10
  volumeMaximum, // R12
  notional, // R13
  orderRate, // R14
  openPositions, // R15
  aggregateRisk, // R16
  dailyLoss, // R17
  marginLevel, // R18
  strategyThrottle, // R19
  oppositePosition, // R20
  unknownOrders, // R21
  marketOpen, // R22
  spread, // R23
  bookDrift, // R24
];

/** What may have changed between the decision and the handing over. */
export const DELIVERY_RULES: readonly PreTradeRule<DeliveryFacts>[] = [
  tradingState,
  session,
  timeToLive,
  priceCollar,
  orderRate,
  dailyLoss,
  unknownOrders,
  bookDrift,
];

/** Checks a trade by the essential rules: the first denial ends it, and what is missing denies. */
export function checkEssentials(facts: EssentialFacts): PreTradeCheck {
  return checkByRules(ESSENTIAL_RULES, facts);
}

/** Checks a trade by every rule. */
export function checkBeforeTrade(facts: TradeFacts): PreTradeCheck {
  return checkByRules(PRE_TRADE_RULES, facts);
}

/** Checks an order again just before its terminal gets it. */
export function checkAtDelivery(facts: DeliveryFacts): PreTradeCheck {
  return checkByRules(DELIVERY_RULES, facts);
}
