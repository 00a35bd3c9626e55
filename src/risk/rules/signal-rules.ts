import { Decimal } from '../../money/quantity';
import { calcModeOf, isForex } from '../calc-mode';
import { deny } from '../denial';
import { plain } from '../ledger';
import { type FactRule, pass, secondsBetween, skip } from '../pre-trade-rule';
import { entryOf } from '../sizing-request';
import { isPositive } from '../symbol-spec';
import { type EssentialFacts, type TradeFacts } from '../trade-facts';

/** An entry price of two minutes ago says little about the market of now, and one from the future nothing. */
export const signalTime: FactRule<EssentialFacts> = {
  id: 'R05',
  name: 'SIGNAL_TIME',
  codes: ['SIGNAL_TIME_OUT_OF_RANGE'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ trade, limits, now }) {
    const age = secondsBetween(trade.signalTime, now);
    const { maxSignalAgeSeconds: oldest, maxSignalAheadSeconds: earliest } = limits;
    const numbers = { age_seconds: String(Math.ceil(age)), max_age_seconds: String(oldest) };
    if (age < -earliest) {
      const ahead = { ahead_seconds: String(Math.ceil(-age)), max_ahead_seconds: String(earliest) };
      return deny('SIGNAL_TIME_OUT_OF_RANGE', ahead);
    }
    return age <= oldest ? pass(numbers) : deny('SIGNAL_TIME_OUT_OF_RANGE', numbers);
  },
};

/** Two sources that see one chart fire together; one program that loops fires for ever. */
export const duplicate: FactRule<TradeFacts> = {
  id: 'R06',
  name: 'DUPLICATE',
  codes: ['DUPLICATE_SIGNAL'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ conduct: { lastSameSide }, limits: { minGapSeconds }, trade: { symbol }, now }) {
    if (minGapSeconds === null) return skip('OFF');
    if (lastSameSide === null) return pass({ min_gap_seconds: String(minGapSeconds) });
    const age = secondsBetween(lastSameSide, now);
    const numbers = {
      symbol,
      age_seconds: String(Math.floor(age)),
      min_gap_seconds: String(minGapSeconds),
    };
    return age >= minGapSeconds ? pass(numbers) : deny('DUPLICATE_SIGNAL', numbers);
  },
};

/**
 * |entry − mid| ÷ mid: an entry far from the market is a wrong symbol, a wrong decimal or an old chart. An order for a
 * terminal that missed some calls waits for it; this is asked again when it comes, with the price that it brings.
 */
export const priceCollar: FactRule<EssentialFacts> = {
  id: 'R08',
  name: 'PRICE_COLLAR',
  codes: ['PRICE_OUT_OF_COLLAR'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ trade, symbol: { spec, source, market, streamsQuotes = true }, limits, now }) {
    const mode = spec && calcModeOf(spec.calcMode);
    const collar = mode && isForex(mode) ? limits.collarForexPercent : limits.collarOtherPercent;
    if (collar === null) return skip('OFF');
    const { symbol, entry } = trade;
    if (market === null || !isPositive(market.bid) || !market.ask.greaterThanOrEqualTo(market.bid)) {
      return source === 'CATALOGUE' || !streamsQuotes
        ? skip('NO_QUOTES')
        : deny('PRICE_OUT_OF_COLLAR', { symbol });
    }
    const age = secondsBetween(market.receivedAt, now);
    const oldest = limits.maxQuoteAgeSeconds;
    if (!(age <= oldest)) {
      if (!streamsQuotes && entry !== null) return skip('NO_QUOTES');
      if (market.stands && age > oldest) return skip('TERMINAL_SILENT');
      const ages = { symbol, age_seconds: String(Math.ceil(age)), max_age_seconds: String(oldest) };
      return deny('PRICE_OUT_OF_COLLAR', ages);
    }
    if (entry === null) return pass({ entry: 'MARKET' });
    const mid = market.bid.plus(market.ask).dividedBy(2);
    const deviation = entry.minus(mid).abs().dividedBy(mid).times(100);
    const numbers = {
      entry: plain(entry),
      reference: plain(mid),
      deviation_percent: plain(deviation.toDecimalPlaces(2, Decimal.ROUND_UP)),
      max_percent: plain(collar),
    };
    return deviation.lessThanOrEqualTo(collar) ? pass(numbers) : deny('PRICE_OUT_OF_COLLAR', numbers);
  },
};

/** What the trade is worth taking, by its own numbers. Both limits are off by default. */
export const quality: FactRule<EssentialFacts> = {
  id: 'R09',
  name: 'QUALITY',
  codes: ['RISK_REWARD_TOO_LOW', 'CONFIDENCE_TOO_LOW', 'REFERENCE_DATA_MISSING'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check(facts) {
    const { minRewardRisk, minConfidence } = facts.limits;
    const { takeProfit, stopLoss, confidence, symbol } = facts.trade;
    if (minRewardRisk === null && minConfidence === null) return skip('OFF');
    if (minConfidence !== null) {
      const least = { min_confidence: plain(minConfidence) };
      if (confidence === null) return deny('CONFIDENCE_TOO_LOW', least);
      if (!confidence.greaterThanOrEqualTo(minConfidence)) {
        return deny('CONFIDENCE_TOO_LOW', { ...least, confidence: plain(confidence) });
      }
    }
    if (minRewardRisk === null || takeProfit === null || stopLoss === null) return pass();
    const entry = entryOf(facts);
    if (entry === null || entry.equals(stopLoss)) {
      return deny('REFERENCE_DATA_MISSING', { symbol, missing: 'price' });
    }
    const reward = takeProfit.minus(entry).abs().dividedBy(entry.minus(stopLoss).abs());
    const numbers = {
      reward_risk: plain(reward.toDecimalPlaces(2, Decimal.ROUND_DOWN)),
      min_reward_risk: plain(minRewardRisk),
    };
    return reward.greaterThanOrEqualTo(minRewardRisk) ? pass(numbers) : deny('RISK_REWARD_TOO_LOW', numbers);
  },
};
