import { Type } from 'class-transformer';
import { Matches, ValidateNested } from 'class-validator';
import { type Decimal } from 'decimal.js';
import {
  IsInstant,
  IsOneOf,
  IsQuantity,
  IsText,
  ListOf,
  MayBeAbsent,
} from '../../platform/http/field-decorators';
import { toJsonNumber, toJsonNumberOrNull } from '../../platform/http/json-number';
import {
  type GuardAmount,
  type GuardAnchor,
  type GuardLadder,
  type GuardRule,
  OWN_LADDER,
  type RulePack,
} from '../../risk/guard-rule';
import { RULE_PACKS } from '../../risk/rule-packs';
import { RulePackInvalidError, SettingMissingError } from '../guard.errors';
import { type GuardSettings } from '../risk-profile';
import { aboveZero, within } from './bounds';

const OWN_PACK = 'own';
const ANCHORS = [
  'BALANCE',
  'EQUITY',
  'HIGHER',
  'INITIAL',
  'HIGH_WATER_END_OF_DAY',
  'HIGH_WATER_INTRADAY',
] as const;
const MOST_RULES = 6;

/** How far below its anchor the floor lies: `percent` of something, or `money`. */
class AmountDto {
  @IsOneOf(['PERCENT', 'MONEY']) readonly kind!: GuardAmount['kind'];
  @IsQuantity(aboveZero(100)) @MayBeAbsent() readonly percent?: Decimal | null;
  @IsOneOf(['INITIAL', 'ANCHOR']) @MayBeAbsent() readonly of?: 'INITIAL' | 'ANCHOR' | null;
  @IsQuantity(aboveZero(1e11)) @MayBeAbsent() readonly money?: Decimal | null;
}

/** When a rule's day begins. */
class ResetDto {
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'must be a time of day such as 17:00' })
  readonly time!: string;
  /** An IANA zone such as Europe/Prague, or BROKER. */
  @IsText({ max: 64 }) readonly zone!: string;
}

class GuardRuleDto {
  @Matches(/^[a-z0-9-]{1,40}$/, { message: 'must be 1 to 40 small letters, digits or -' })
  readonly id!: string;
  @IsOneOf(['DAILY', 'TOTAL']) readonly scope!: GuardRule['scope'];
  @IsOneOf(ANCHORS) readonly anchor!: GuardAnchor;
  @ValidateNested() @Type(() => AmountDto) readonly amount!: AmountDto;
  @ValidateNested() @Type(() => ResetDto) @MayBeAbsent() readonly reset?: ResetDto | null;
  @IsQuantity(within(0, 1e11)) @MayBeAbsent() readonly lock_at?: Decimal | null;
  @IsOneOf(['BLOCK', 'FLATTEN']) @MayBeAbsent() readonly action?: GuardRule['action'] | null;
}

/** The rungs, as parts of the allowed loss; each at or beyond the one before. */
class LadderDto {
  @IsQuantity(within(0, 1)) readonly warn_at!: Decimal;
  @IsQuantity(within(0, 1)) readonly reduce_at!: Decimal;
  @IsQuantity(within(0, 1)) readonly reduce_to!: Decimal;
  @IsQuantity(within(0, 1)) readonly block_at!: Decimal;
  @IsQuantity(aboveZero(1)) readonly flatten_at!: Decimal;
}

export class GuardSettingsDto {
  /** A published pack of loss rules, or `own` with the rules. */
  @IsOneOf([OWN_PACK, ...RULE_PACKS.map(({ id }) => id)]) readonly pack!: string;
  /** The account's first balance. */
  @IsQuantity(aboveZero(1e11)) readonly initial_balance!: Decimal;
  /** When the account began under these rules; absent = as it was first seen. */
  @IsInstant() @MayBeAbsent() readonly started_at?: Date | null;
  @ListOf(() => GuardRuleDto, { max: MOST_RULES }) @MayBeAbsent() readonly rules?: GuardRuleDto[] | null;
  @ValidateNested() @Type(() => LadderDto) @MayBeAbsent() readonly ladder?: LadderDto | null;
}

/** @throws RulePackInvalidError, SettingMissingError */
export function toGuard(dto: GuardSettingsDto, firstSeen: Date): GuardSettings {
  return { pack: toPack(dto), initial: dto.initial_balance, startedAt: dto.started_at ?? firstSeen };
}

function toPack({ pack: id, rules, ladder }: GuardSettingsDto): RulePack {
  const published = RULE_PACKS.find((known) => known.id === id);
  if (published) {
    if (rules?.length)
      throw new RulePackInvalidError('/guard/rules', 'come with the pack: use own to change them');
    return ladder ? { ...published, ladder: toLadder(ladder) } : published;
  }
  if (!rules?.length) throw new SettingMissingError('/guard/rules');
  if (new Set(rules.map((rule) => rule.id)).size < rules.length) {
    throw new RulePackInvalidError('/guard/rules', 'must have different ids');
  }
  return {
    id: OWN_PACK,
    name: 'Own rules',
    rules: rules.map(toRule),
    ladder: ladder ? toLadder(ladder) : OWN_LADDER,
    toConfirm: [],
  };
}

function toRule(dto: GuardRuleDto, index: number): GuardRule {
  const at = `/guard/rules/${index}`;
  const { reset = null } = dto;
  const hasDays = dto.scope === 'DAILY' || dto.anchor === 'HIGH_WATER_END_OF_DAY';
  if (hasDays && !reset) throw new SettingMissingError(`${at}/reset`);
  if (reset && !isZone(reset.zone)) throw new RulePackInvalidError(`${at}/reset/zone`, 'is no time zone');
  return {
    id: dto.id,
    scope: dto.scope,
    anchor: dto.anchor,
    amount: toAmount(dto.amount, `${at}/amount`),
    reset: reset && { time: reset.time, zone: reset.zone },
    lockAt: dto.lock_at ?? null,
    action: dto.action ?? 'FLATTEN',
  };
}

function toAmount({ kind, percent, of, money }: AmountDto, at: string): GuardAmount {
  if (kind === 'MONEY') {
    if (!money) throw new SettingMissingError(`${at}/money`);
    return { kind, money };
  }
  if (!percent) throw new SettingMissingError(`${at}/percent`);
  return { kind, percent, of: of ?? 'INITIAL' };
}

function toLadder(dto: LadderDto): GuardLadder {
  const rungs = [dto.warn_at, dto.reduce_at, dto.block_at, dto.flatten_at];
  if (rungs.some((rung, index) => index > 0 && rung.lessThan(rungs[index - 1] ?? rung))) {
    throw new RulePackInvalidError('/guard/ladder', 'must not fall from warn_at to flatten_at');
  }
  return {
    warnAt: dto.warn_at,
    reduceAt: dto.reduce_at,
    reduceTo: dto.reduce_to,
    blockAt: dto.block_at,
    flattenAt: dto.flatten_at,
  };
}

function isZone(zone: string): boolean {
  if (zone === 'BROKER') return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

interface GuardRuleView {
  readonly id: string;
  readonly scope: GuardRule['scope'];
  readonly anchor: GuardAnchor;
  readonly amount: {
    readonly kind: GuardAmount['kind'];
    readonly percent?: number;
    readonly of?: 'INITIAL' | 'ANCHOR';
    readonly money?: number;
  };
  readonly reset: { readonly time: string; readonly zone: string } | null;
  readonly lock_at: number | null;
  readonly action: GuardRule['action'];
}

export interface RulePackView {
  readonly pack: string;
  readonly name: string;
  readonly rules: readonly GuardRuleView[];
  readonly ladder: {
    readonly warn_at: number;
    readonly reduce_at: number;
    readonly reduce_to: number;
    readonly block_at: number;
    readonly flatten_at: number;
  };
  /** What the publisher does not say, or leaves to its customer: confirm it before relying on it. */
  readonly to_confirm: readonly string[];
}

export interface GuardSettingsView extends RulePackView {
  readonly initial_balance: number;
  readonly started_at: Date;
}

export function presentGuard({ pack, initial, startedAt }: GuardSettings): GuardSettingsView {
  return { ...presentPack(pack), initial_balance: toJsonNumber(initial), started_at: startedAt };
}

export function presentPack({ id, name, rules, ladder, toConfirm }: RulePack): RulePackView {
  return {
    pack: id,
    name,
    rules: rules.map(presentRule),
    ladder: {
      warn_at: toJsonNumber(ladder.warnAt),
      reduce_at: toJsonNumber(ladder.reduceAt),
      reduce_to: toJsonNumber(ladder.reduceTo),
      block_at: toJsonNumber(ladder.blockAt),
      flatten_at: toJsonNumber(ladder.flattenAt),
    },
    to_confirm: toConfirm,
  };
}

function presentRule({ id, scope, anchor, amount, reset, lockAt, action }: GuardRule): GuardRuleView {
  return {
    id,
    scope,
    anchor,
    amount:
      amount.kind === 'MONEY'
        ? { kind: amount.kind, money: toJsonNumber(amount.money) }
        : { kind: amount.kind, percent: toJsonNumber(amount.percent), of: amount.of },
    reset: reset && { time: reset.time, zone: reset.zone },
    lock_at: toJsonNumberOrNull(lockAt),
    action,
  };
}
