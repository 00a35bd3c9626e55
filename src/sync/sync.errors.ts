import { DomainError } from '../platform/errors/domain-error';

/** More terminals wait for an answer than this process wants to hold in memory. */
export class SyncIntakeFullError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'SYNC.INTAKE_FULL';
  override readonly retryAfterSeconds = 1;

  constructor() {
    super('Too many terminals are waiting for an answer; nothing was recorded, try again');
  }
}
