import { deny } from '../denial';
import { type FactRule, pass, secondsBetween } from '../pre-trade-rule';
import { type EssentialFacts } from '../trade-facts';

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
