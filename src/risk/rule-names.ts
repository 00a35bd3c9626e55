import { PRE_TRADE_RULES } from './pre-trade-rules';

const NAMES: ReadonlyMap<string, string> = new Map(PRE_TRADE_RULES.map(({ id, name }) => [id, name]));

/** The name of a rule before a trade. One that is not asked any more is called by its number. */
export function ruleName(id: string): string {
  return NAMES.get(id) ?? id;
}
