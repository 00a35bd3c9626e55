import { DomainError } from '../platform/errors/domain-error';

/** What a call on a session may be refused with, by status: for the documentation of the routes that take one. */
export const SESSION_REFUSALS = {
  404: ['MT5_SESSION.NOT_FOUND'],
  409: ['SESSION_FENCED', 'MT5_SESSION.ENDED', 'MT5_SESSION.EPOCH_PASSED'],
} as const;

/** Also the answer about another user's session: whether it exists is nobody else's business. */
export class SessionNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'MT5_SESSION.NOT_FOUND';

  constructor(sessionId: string) {
    super('No session has this id', { session_id: sessionId });
  }
}

/** A newer session holds the account. The older terminal must stop trading. */
export class SessionFencedError extends DomainError {
  readonly kind = 'conflict';
  readonly code: string = 'SESSION_FENCED';

  constructor(sessionId: string, message = 'A newer session holds this account') {
    super(message, { session_id: sessionId });
  }
}

/**
 * The session lives, in a newer epoch. As a rule the terminal did that itself: it connected twice because the first answer
 * was late, and the first call came in last. It connects once more; nothing is handed out under the older epoch.
 */
export class EpochPassedError extends SessionFencedError {
  override readonly code = 'MT5_SESSION.EPOCH_PASSED';

  constructor(sessionId: string) {
    super(sessionId, 'A newer connection of this terminal holds the session: connect again');
  }
}

export class SessionEndedError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'MT5_SESSION.ENDED';

  constructor(sessionId: string, status: string) {
    super('This session has ended: connect again', { session_id: sessionId, status });
  }
}

/** A message overtaken by a later one, whose answer is no longer kept. */
export class SequenceBehindError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'MT5_SESSION.SEQUENCE_BEHIND';

  constructor(sessionId: string, seq: string, lastSeq: string) {
    super('A later message of this session was already answered', {
      session_id: sessionId,
      seq,
      last_seq: lastSeq,
    });
  }
}
