import { type RiskProfile } from '../../guard/risk-profile';
import { Decimal } from '../../money/quantity';
import { type EssentialFacts } from '../../risk/trade-facts';

/** What a decision was made from, as the ledger keeps it: decimals and times as text, so that jsonb loses nothing. */
export function inputsOf(facts: EssentialFacts, profile: RiskProfile): Record<string, unknown> {
  return asText({ ...facts, profile }) as Record<string, unknown>;
}

function asText(value: unknown): unknown {
  if (value instanceof Decimal) return value.toFixed();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asText(inner)]));
  }
  return value;
}
