import { DomainError } from '../platform/errors/domain-error';

export class SignalNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'SIGNAL.NOT_FOUND';

  constructor(signalId: string) {
    super('No signal has this id', { signal_id: signalId });
  }
}

/** The key says "the same signal again", the body says otherwise: one of them is a mistake. */
export class SignalKeyReusedError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'SIGNAL.KEY_REUSED';

  constructor(signalId: string) {
    super('This key belongs to another signal with another body', { signal_id: Number(signalId) });
  }
}

export class IdempotencyKeyInvalidError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'SIGNAL.KEY_INVALID';

  constructor() {
    super('An Idempotency-Key is 1 to 255 visible ASCII characters');
  }
}

/** More signals wait to be written than this process wants to hold in memory. */
export class SignalIntakeFullError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'SIGNAL.INTAKE_FULL';
  override readonly retryAfterSeconds = 1;

  constructor() {
    super('Too many signals are waiting to be stored; nothing was recorded, try again');
  }
}
