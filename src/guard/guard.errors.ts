import { DomainError } from '../platform/errors/domain-error';
import { type GuardLock } from '../risk/guard-lock';

/** A setting was named whose kind needs a number that is not there. */
export class SettingMissingError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'RISK.SETTING_MISSING';
  override readonly errors: readonly { readonly pointer: string; readonly message: string }[];

  constructor(pointer: string) {
    super('The chosen kind needs one more number');
    this.errors = [{ pointer, message: 'is needed by the chosen kind' }];
  }
}

/** Loss rules that nobody publishes under this name, or that cannot be reckoned with. */
export class RulePackInvalidError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'RISK.RULE_PACK_INVALID';
  override readonly errors: readonly { readonly pointer: string; readonly message: string }[];

  constructor(pointer: string, message: string) {
    super('The equity guard cannot work with these rules');
    this.errors = [{ pointer, message }];
  }
}

/** The account has no loss rules of its own. */
export class NoEquityGuardError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'RISK.NO_EQUITY_GUARD';

  constructor(accountId: string) {
    super('This account has no equity guard: choose one in its risk profile', { account_id: accountId });
  }
}

/** The equity guard holds the account locked: its rules cannot be changed meanwhile. */
export class GuardLockedError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'RISK.GUARD_LOCKED';

  constructor(accountId: string, lock: GuardLock) {
    super('The equity guard has locked this account: its rules stay until the lock ends or is lifted', {
      account_id: accountId,
      rule: lock.ruleId,
      locked_until: lock.until?.toISOString() ?? null,
    });
  }
}

/** Nothing of this source is locked on this account. */
export class SourceNotLockedError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'RISK.SOURCE_NOT_LOCKED';

  constructor(source: string) {
    super('No source of this name is locked on this account', { source });
  }
}
