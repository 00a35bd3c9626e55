import { isDeepStrictEqual } from 'node:util';
import { Decimal } from '../money/quantity';
import { type GuardLadder, type GuardRule, type RulePack } from '../risk/guard-rule';
import { type SizingMode } from '../risk/sizing';
import { defaultProfile } from './default-profile';
import { type GuardSettings, type OwnLimits, type RiskProfile, type SizingSettings } from './risk-profile';

/** The part of a profile that is kept as one document. */
export type ProfileSettings = Pick<RiskProfile, 'sizing' | 'limits' | 'symbolMap' | 'closes' | 'guard'>;

/** A value with its decimals and times as text, so that jsonb loses nothing. */
export type AsText<T> = T extends Decimal | Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly AsText<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: AsText<T[Key]> }
      : T;

type Document = Partial<AsText<ProfileSettings>>;

const USUAL = defaultProfile('');
const USUAL_TEXT = asText(USUAL);

/** Writes a value with its decimals and times as text. */
export function asText<T>(value: T): AsText<T> {
  return textOf(value) as AsText<T>;
}

/** Whether two guards have the same rules, base and beginning. */
export function isSameGuard(a: GuardSettings | null, b: GuardSettings | null): boolean {
  return isDeepStrictEqual(asText({ guard: a }), asText({ guard: b }));
}

/** Reads settings back. What the document does not say, because it was written before there was such a setting, is the default. */
export function readSettings(stored: object): ProfileSettings {
  const { sizing, limits, symbolMap, closes, guard } = stored as Document;
  return {
    sizing: sizing ? readSizing({ ...USUAL_TEXT.sizing, ...sizing }) : USUAL.sizing,
    limits: limits ? readLimits({ ...USUAL_TEXT.limits, ...limits }) : USUAL.limits,
    symbolMap: symbolMap ?? {},
    closes: closes ?? 'OWN',
    guard: guard ? readGuard(guard) : null,
  };
}

/** Reads a whole profile back, as a decision keeps it. */
export function readProfile(stored: AsText<RiskProfile>): RiskProfile {
  return {
    accountId: stored.accountId,
    riskPercent: new Decimal(stored.riskPercent),
    maxOpenPositions: stored.maxOpenPositions,
    openingTtlSeconds: stored.openingTtlSeconds,
    ...readSettings(stored),
    updatedAt: stored.updatedAt === null ? null : new Date(stored.updatedAt),
  };
}

function readSizing(text: AsText<SizingSettings>): SizingSettings {
  const { belowMinimum, noStop } = text;
  return {
    mode: readMode(text.mode),
    base: text.base,
    maxLots: decimalOrNull(text.maxLots),
    marginShare: new Decimal(text.marginShare),
    commissionPerSide: new Decimal(text.commissionPerSide),
    belowMinimum:
      belowMinimum.kind === 'SKIP' ? belowMinimum : { ...belowMinimum, upTo: new Decimal(belowMinimum.upTo) },
    noStop: noStop.kind === 'REFUSE' ? noStop : { ...noStop, lots: new Decimal(noStop.lots) },
    confidenceAtZero: decimalOrNull(text.confidenceAtZero),
    headroomShare: new Decimal(text.headroomShare),
  };
}

function readMode(mode: AsText<SizingMode>): SizingMode {
  switch (mode.kind) {
    case 'PERCENT':
    case 'SOURCE_EQUITY_RATIO':
      return mode;
    case 'FIXED_MONEY':
      return { kind: mode.kind, money: new Decimal(mode.money) };
    case 'FIXED_LOTS':
      return { kind: mode.kind, lots: new Decimal(mode.lots) };
    case 'LOTS_PER_BALANCE':
      return { kind: mode.kind, lots: new Decimal(mode.lots), per: new Decimal(mode.per) };
    case 'SOURCE_MULTIPLIER':
      return { kind: mode.kind, factor: new Decimal(mode.factor) };
  }
}

function readLimits(text: AsText<OwnLimits>): OwnLimits {
  return {
    ...text,
    collarForexPercent: decimalOrNull(text.collarForexPercent),
    collarOtherPercent: decimalOrNull(text.collarOtherPercent),
    minRewardRisk: decimalOrNull(text.minRewardRisk),
    minConfidence: decimalOrNull(text.minConfidence),
    maxNotional: decimalOrNull(text.maxNotional),
    maxNotionalTimesEquity: decimalOrNull(text.maxNotionalTimesEquity),
    maxTotalRiskPercent: decimalOrNull(text.maxTotalRiskPercent),
    maxDailyLossPercent: decimalOrNull(text.maxDailyLossPercent),
    minMarginLevelPercent: decimalOrNull(text.minMarginLevelPercent),
    maxSpreadMultiple: decimalOrNull(text.maxSpreadMultiple),
  };
}

function readGuard({ pack, initial, startedAt }: AsText<GuardSettings>): GuardSettings {
  return { pack: readPack(pack), initial: new Decimal(initial), startedAt: new Date(startedAt) };
}

function readPack(pack: AsText<RulePack>): RulePack {
  return { ...pack, rules: pack.rules.map(readRule), ladder: readLadder(pack.ladder) };
}

function readRule(rule: AsText<GuardRule>): GuardRule {
  const { amount } = rule;
  return {
    ...rule,
    amount:
      amount.kind === 'MONEY'
        ? { kind: amount.kind, money: new Decimal(amount.money) }
        : { ...amount, percent: new Decimal(amount.percent) },
    lockAt: decimalOrNull(rule.lockAt),
  };
}

function readLadder(ladder: AsText<GuardLadder>): GuardLadder {
  return {
    warnAt: new Decimal(ladder.warnAt),
    reduceAt: new Decimal(ladder.reduceAt),
    reduceTo: new Decimal(ladder.reduceTo),
    blockAt: new Decimal(ladder.blockAt),
    flattenAt: new Decimal(ladder.flattenAt),
  };
}

function decimalOrNull(text: string | null): Decimal | null {
  return text === null ? null : new Decimal(text);
}

function textOf(value: unknown): unknown {
  if (value instanceof Decimal) return value.toFixed();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(textOf);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, textOf(inner)]));
  }
  return value;
}
