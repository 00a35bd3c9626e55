import { DomainError } from '../platform/errors/domain-error';

/** Also the answer about another user's account. */
export class AccountNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'ACCOUNT.NOT_FOUND';

  constructor(account: Readonly<Record<string, string>>) {
    super('No account like this', account);
  }
}
