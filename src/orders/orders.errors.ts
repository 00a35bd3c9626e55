import { DomainError } from '../platform/errors/domain-error';

/** Also the answer about another user's order. */
export class OrderNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'ORDER.NOT_FOUND';

  constructor(orderId: string) {
    super('No order has this id', { order_id: orderId });
  }
}

/** Only an order of whose fate nobody has told can be resolved by hand. */
export class OrderNotInDoubtError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'ORDER.NOT_IN_DOUBT';

  constructor(orderId: string, status: string) {
    super('The fate of this order is known, or it is still on its way', { order_id: orderId, status });
  }
}

/** A connector holds the account: it looks into the terminal, which knows better than anybody. */
export class TerminalWillTellError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'ORDER.TERMINAL_WILL_TELL';

  constructor(orderId: string) {
    super('The connected terminal is being asked about this order: its word decides', { order_id: orderId });
  }
}

/** A status about something that no terminal was given: whoever reports it means another signal. */
export class SignalNotHandedOutError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'SIGNAL.NOT_HANDED_OUT';

  constructor(signalId: string) {
    super('No terminal was handed an order of this signal', { signal_id: Number(signalId) });
  }
}

/** Several terminals were handed this signal, and the report does not say from which it comes. */
export class SignalStatusAmbiguousError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'SIGNAL.STATUS_AMBIGUOUS';

  constructor(signalId: string) {
    super('Several terminals were handed this signal: name the session_id', { signal_id: Number(signalId) });
  }
}

export class SignalIdMismatchError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'SIGNAL.ID_MISMATCH';
  override readonly errors = [{ pointer: '/signal_id', message: 'must be the signal_id of the path' }];

  constructor() {
    super('The path and the body name different signals');
  }
}
