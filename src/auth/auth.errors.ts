import { DomainError, type FieldError } from '../platform/errors/domain-error';
import { type Scope } from './principal';

/** Nobody could be recognised: no token, an unreadable one, an old one, a revoked one. It does not say which. */
export class UnauthenticatedError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'AUTH.UNAUTHENTICATED';

  constructor() {
    super('Send a valid access token or API token as "Authorization: Bearer <token>"');
  }
}

/** The API token is good, but not for this. */
export class ScopeMissingError extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'AUTH.SCOPE_MISSING';

  constructor(needed: readonly Scope[]) {
    super('This API token has none of the scopes that this route needs', { any_of: needed });
  }
}

/** Programs do not manage accounts: a stolen API token must not be able to make itself a second one. */
export class PersonRequiredError extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'AUTH.PERSON_REQUIRED';

  constructor() {
    super('This route needs the access token of a person, not an API token');
  }
}

/** The same for an unknown name, a wrong password and a disabled user. */
export class LoginRefusedError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'AUTH.LOGIN_REFUSED';

  constructor() {
    super('The username or the password is wrong');
  }
}

export class TooManyAttemptsError extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'AUTH.TOO_MANY_ATTEMPTS';

  constructor(override readonly retryAfterSeconds: number) {
    super('Too many wrong attempts: wait before you try again', { retry_after_seconds: retryAfterSeconds });
  }
}

/** More tokens wait to be looked up than this process wants to hold in memory. */
export class LookupsFullError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'AUTH.LOOKUPS_FULL';
  override readonly retryAfterSeconds = 1;

  constructor() {
    super('Too many callers are waiting to be recognised; try again');
  }
}

/** Every processor core is busy with passwords already; to queue longer would only make all of them time out. */
export class PasswordsBusyError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'AUTH.BUSY';
  override readonly retryAfterSeconds = 1;

  constructor() {
    super('Too many people are logging in at this moment; nothing was done');
  }
}

export class UsernameTakenError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'AUTH.USERNAME_TAKEN';
  override readonly errors: readonly FieldError[] = [{ pointer: '/username', message: 'is taken' }];

  constructor() {
    super('Somebody else has this username');
  }
}

export class WeakPasswordError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'AUTH.PASSWORD_WEAK';
  override readonly errors: readonly FieldError[];

  constructor(pointer: string, message: string) {
    super('The password cannot be used');
    this.errors = [{ pointer, message }];
  }
}

export class WrongCurrentPasswordError extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'AUTH.CURRENT_PASSWORD_WRONG';
  override readonly errors: readonly FieldError[] = [
    { pointer: '/current_password', message: 'is not the current password' },
  ];

  constructor() {
    super('The current password is wrong');
  }
}

/** The act needs the person at the keyboard, not a browser that was left open. */
export class FreshLoginNeededError extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'AUTH.FRESH_LOGIN_NEEDED';
  override readonly errors: readonly FieldError[] = [
    { pointer: '/password', message: 'is needed, or a login of the last minutes' },
  ];

  constructor() {
    super('Log in again, or send your password: this lets trading go on');
  }
}

/** Unknown, used twice, revoked or too old: the person has to log in again. */
export class RefreshRefusedError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'AUTH.REFRESH_REFUSED';

  constructor() {
    super('The refresh token cannot be used any more: log in again');
  }
}

export class SessionNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'AUTH.SESSION_NOT_FOUND';

  constructor(sessionId: string) {
    super('You have no login with this id', { session_id: sessionId });
  }
}

export class ApiTokenNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'AUTH.TOKEN_NOT_FOUND';

  constructor(tokenId: string) {
    super('You have no API token with this id', { token_id: tokenId });
  }
}

export class TooManyApiTokensError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'AUTH.TOO_MANY_TOKENS';

  constructor(limit: number) {
    super('You have as many API tokens as one person may have: revoke one first', { limit });
  }
}

export class ExpiryInThePastError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'AUTH.EXPIRY_IN_THE_PAST';
  override readonly errors: readonly FieldError[] = [
    { pointer: '/expires_at', message: 'must be in the future' },
  ];

  constructor() {
    super('The token would be expired before it is used');
  }
}
