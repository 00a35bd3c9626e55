import { DomainError } from '../platform/errors/domain-error';

/** What a call on a session may be refused with, by status: for the documentation of the routes that take one. */
export const SESSION_REFUSALS = {
  404: ['MT5_SESSION.NOT_FOUND'],
  409: ['SESSION_FENCED', 'MT5_SESSION.ENDED'],
} as const;

/** Also the answer about another user's session: whether it exists is nobody else's business. */
export class SessionNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'MT5_SESSION.NOT_FOUND';

  constructor(sessionId: string) {
    super('No session has this id', { session_id: sessionId });
  }
}

/** A newer session, or a newer epoch of the same one, holds the account. The older terminal must stop trading. */
export class SessionFencedError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'SESSION_FENCED';

  constructor(sessionId: string) {
    super('A newer session holds this account', { session_id: sessionId });
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
