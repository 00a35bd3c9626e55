import { DomainError, type FieldError } from '../platform/errors/domain-error';

/** More terminals wait for an answer than this process wants to hold in memory. */
export class SyncIntakeFullError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'SYNC.INTAKE_FULL';
  override readonly retryAfterSeconds = 1;

  constructor() {
    super('Too many terminals are waiting for an answer; nothing was recorded, try again');
  }
}

/** Prices alone beside a list, or of a part of what is open: two things that cannot both be meant. */
export class MovedNotAloneError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'SYNC.MOVED_NOT_ALONE';
  override readonly errors: readonly FieldError[] = [
    { pointer: '/moved', message: 'goes without `positions`, and without `complete: false`' },
  ];

  constructor() {
    super('New prices are of everything that is open, and take the place of the list');
  }
}
