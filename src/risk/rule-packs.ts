import { Decimal } from '../money/quantity';
import { type GuardAmount, type GuardRule, PROP_LADDER, type RulePack } from './guard-rule';

const CENTRAL_EUROPE = { time: '00:00', zone: 'Europe/Prague' };
const NEW_YORK_CLOSE = { time: '17:00', zone: 'America/New_York' };
const SERVER_MIDNIGHT = { time: '00:00', zone: 'BROKER' };

function ofInitial(percent: Decimal.Value): GuardAmount {
  return { kind: 'PERCENT', percent: new Decimal(percent), of: 'INITIAL' };
}

function ofAnchor(percent: Decimal.Value): GuardAmount {
  return { kind: 'PERCENT', percent: new Decimal(percent), of: 'ANCHOR' };
}

function daily(rule: Pick<GuardRule, 'anchor' | 'amount' | 'reset'> & Partial<GuardRule>): GuardRule {
  return { id: 'daily-loss', scope: 'DAILY', lockAt: null, action: 'FLATTEN', ...rule };
}

function total(rule: Pick<GuardRule, 'anchor' | 'amount'> & Partial<GuardRule>): GuardRule {
  return { id: 'total-loss', scope: 'TOTAL', reset: null, lockAt: null, action: 'FLATTEN', ...rule };
}

function pack(
  id: string,
  name: string,
  rules: readonly GuardRule[],
  toConfirm: readonly string[] = [],
): RulePack {
  return { id, name, rules, ladder: PROP_LADDER, toConfirm };
}

/**
 * Loss rules as their publishers state them. Firms change them: what a pack says is a starting point that its owner
 * confirms, and `toConfirm` names what was inferred.
 */
export const RULE_PACKS: readonly RulePack[] = [
  pack(
    'ftmo-2-step',
    'FTMO, two steps',
    [
      daily({ anchor: 'BALANCE', amount: ofInitial(5), reset: CENTRAL_EUROPE }),
      total({ anchor: 'INITIAL', amount: ofInitial(10) }),
    ],
    ['zone'],
  ),
  pack(
    'ftmo-1-step',
    'FTMO, one step',
    [total({ anchor: 'HIGH_WATER_END_OF_DAY', amount: ofInitial(10), reset: CENTRAL_EUROPE })],
    ['zone', 'daily-loss'],
  ),
  pack(
    'the5ers-high-stakes',
    'The5ers, High Stakes',
    [
      daily({ anchor: 'HIGHER', amount: ofAnchor(5), reset: NEW_YORK_CLOSE }),
      total({ anchor: 'INITIAL', amount: ofInitial(10) }),
    ],
    ['zone'],
  ),
  pack(
    'quantum-1-step',
    'Quantum Funding, one step',
    [daily({ anchor: 'HIGHER', amount: ofAnchor(3), reset: CENTRAL_EUROPE })],
    ['zone'],
  ),
  pack(
    'my-forex-funds',
    'MyForexFunds',
    [daily({ anchor: 'HIGHER', amount: ofAnchor(5), reset: { time: '00:00', zone: 'Etc/GMT-3' } })],
    ['daily-loss.amount'],
  ),
  pack('fintokei-protrader', 'Fintokei, ProTrader', [
    daily({ anchor: 'EQUITY', amount: ofAnchor(5), reset: SERVER_MIDNIGHT }),
  ]),
  pack(
    'breakout',
    'Breakout',
    [daily({ anchor: 'BALANCE', amount: ofAnchor(4), reset: { time: '00:30', zone: 'UTC' } })],
    ['daily-loss.amount'],
  ),
  pack('itrader-global', 'iTrader Global', [
    daily({
      anchor: 'EQUITY',
      amount: ofAnchor('2.5'),
      reset: { time: '05:00', zone: 'Etc/GMT-8' },
      action: 'BLOCK',
    }),
  ]),
  pack(
    'origin-fx',
    'OriginFX',
    [
      daily({ anchor: 'BALANCE', amount: ofAnchor(5), reset: SERVER_MIDNIGHT }),
      total({ anchor: 'INITIAL', amount: ofInitial(10) }),
    ],
    ['daily-loss.amount', 'total-loss.amount'],
  ),
  pack(
    'dominion',
    'Dominion',
    [daily({ anchor: 'BALANCE', amount: ofAnchor(5), reset: { time: '20:55', zone: 'UTC' } })],
    ['daily-loss.amount', 'daily-loss.anchor'],
  ),
  pack(
    'intraday-trailing',
    'Trailing with the highest equity (Apex and others)',
    [total({ id: 'trailing', anchor: 'HIGH_WATER_INTRADAY', amount: ofInitial(5) })],
    ['trailing.amount', 'trailing.lockAt'],
  ),
  pack(
    'end-of-day-trailing',
    'Trailing with the highest close, locked at the start (Topstep and others)',
    [
      total({
        id: 'trailing',
        anchor: 'HIGH_WATER_END_OF_DAY',
        amount: ofInitial(4),
        reset: NEW_YORK_CLOSE,
        lockAt: new Decimal(0),
      }),
    ],
    ['trailing.amount', 'trailing.lockAt', 'zone'],
  ),
];
