import { type Account } from '../../accounts/account';
import { IsPassword } from '../../auth/dto/credential-fields';
import { IsText, MayBeAbsent } from '../../platform/http/field-decorators';
import { toJsonNumber, toJsonNumberOrNull } from '../../platform/http/json-number';
import { type GuardView } from '../../risk/equity-guard';
import { type GuardStep } from '../../risk/guard-step';
import { RULE_PACKS } from '../../risk/rule-packs';
import { type RuleView } from '../../risk/rule-view';
import { type AccountDay } from '../account-day';
import { presentPack, type RulePackView } from './guard-settings.dto';

/** `POST /accounts/{id}/equity-guard/lift` */
export class LiftGuardDto {
  @IsText({ min: 3, max: 500 }) readonly reason!: string;

  /** Unless the login is a few minutes old. */
  @IsPassword()
  @MayBeAbsent()
  readonly password?: string | null;
}

interface GuardRuleStanding {
  readonly rule: string;
  readonly scope: 'DAILY' | 'TOTAL';
  readonly anchor: number;
  readonly floor: number;
  /** Equity minus floor; negative when broken. */
  readonly distance: number;
  /** Part of the allowed loss that is used: 0 at the anchor, 1 at the floor. */
  readonly used: number;
  readonly is_broken: boolean;
  /** Equity at and below which nothing is opened, and at which the last rung is reached. */
  readonly blocks_at: number;
  readonly acts_at: number;
  readonly step: GuardStep;
  /** The anchor was not stored close enough to its instant to be sure. */
  readonly estimated: boolean;
  /** What the next reset makes of the balance and floating result of now. */
  readonly at_next_reset: { readonly at: Date; readonly floor: number; readonly is_broken: boolean } | null;
}

export interface EquityGuardView {
  readonly account_id: string;
  readonly currency: string;
  readonly balance: number;
  readonly equity: number;
  readonly step: GuardStep;
  /** Part of the usual risk that may be taken now. */
  readonly risk_factor: number;
  readonly rules: readonly GuardRuleStanding[];
  readonly lock: { readonly rule: string; readonly since: Date; readonly until: Date | null } | null;
  readonly problem: GuardView['problem'];
  readonly day: {
    readonly started_at: Date;
    readonly start_balance: number | null;
    readonly cash_flow: number;
    readonly estimated: boolean;
  };
}

export function presentStanding(account: Account, day: AccountDay, guard: GuardView): EquityGuardView {
  return {
    account_id: account.id,
    currency: account.currency,
    balance: toJsonNumber(account.balance),
    equity: toJsonNumber(account.equity),
    step: guard.step,
    risk_factor: toJsonNumber(guard.riskFactor),
    rules: guard.rules.map(presentRule),
    lock: guard.lock && { rule: guard.lock.ruleId, since: guard.lock.since, until: guard.lock.until },
    problem: guard.problem,
    day: {
      started_at: day.startedAt,
      start_balance: toJsonNumberOrNull(day.startBalance),
      cash_flow: toJsonNumber(day.cashFlow),
      estimated: day.estimated,
    },
  };
}

function presentRule(rule: RuleView): GuardRuleStanding {
  const next = rule.atNextReset;
  return {
    rule: rule.ruleId,
    scope: rule.scope,
    anchor: toJsonNumber(rule.anchor),
    floor: toJsonNumber(rule.floor),
    distance: toJsonNumber(rule.distance),
    used: toJsonNumber(rule.used.toDecimalPlaces(4)),
    is_broken: rule.isBroken,
    blocks_at: toJsonNumber(rule.blocksAt),
    acts_at: toJsonNumber(rule.actsAt),
    step: rule.step,
    estimated: rule.estimated,
    at_next_reset: next && { at: next.at, floor: toJsonNumber(next.floor), is_broken: next.isBroken },
  };
}

/** The published packs, with what each leaves to its customer. */
export function presentPacks(): readonly RulePackView[] {
  return RULE_PACKS.map(presentPack);
}
