import { DomainError } from '../platform/errors/domain-error';

/** A curve belongs to one account, and the caller has none or several. */
export class AccountRequiredError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'STATS.ACCOUNT_REQUIRED';
  override readonly errors = [{ pointer: '/account_id', message: 'must name one of your accounts' }];

  constructor(accounts: number) {
    super('Say which account is meant', { accounts });
  }
}
