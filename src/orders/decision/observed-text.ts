import { type AsText } from '../../guard/profile-document';
import { Decimal } from '../../money/quantity';
import { type Observed } from './observed';

/** What was observed as the ledger keeps it: decimals and times as text, so that JSON loses nothing. */
export type ObservedText = AsText<Observed>;

/** By name, wherever they occur in what was observed. A property test holds the lists to be complete. */
const TIMES = new Set(['now', 'signalTime', 'stateReceivedAt', 'receivedAt', 'lastSameSide']);
const DECIMALS = new Set([
  ...['entry', 'stopLoss', 'takeProfit', 'requestedVolume', 'confidence'],
  ...['balance', 'equity', 'marginFree', 'marginUsed'],
  ...['bid', 'ask', 'usualSpread', 'volumeOnSide', 'openRisk', 'oppositeVolume', 'drift'],
  ...['startBalance', 'cashFlow', 'dailyFloor', 'totalFloor', 'guardFloor', 'riskFactor', 'volume'],
  ...['point', 'tickSize', 'tickValueProfit', 'tickValueLoss', 'contractSize'],
  ...['volumeMin', 'volumeMax', 'volumeStep', 'volumeLimit'],
  ...['marginInitial', 'marginMaintenance', 'marginRateBuy', 'marginRateSell'],
]);

export function readObserved(text: ObservedText): Observed {
  return revived(text, '') as Observed;
}

function revived(value: unknown, key: string): unknown {
  if (typeof value === 'string') {
    if (DECIMALS.has(key)) return new Decimal(value);
    return TIMES.has(key) ? new Date(value) : value;
  }
  if (Array.isArray(value)) return value.map((item) => revived(item, ''));
  if (typeof value === 'object' && value !== null) {
    // the numbers of a refusal are text for ever
    if (key === 'numbers') return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revived(inner, name)]));
  }
  return value;
}
