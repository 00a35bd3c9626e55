/** What went wrong, in words that know nothing of HTTP. One filter maps each kind to a status. */
export type ErrorKind =
  | 'malformed' // the request cannot be read
  | 'invalid' // it can be read, and asks for something impossible
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-many'
  | 'unavailable'; // try again: nothing was done

/** A field of the request that is wrong: an RFC 6901 pointer into the body, and the reason in plain words. */
export interface FieldError {
  readonly pointer: string;
  readonly message: string;
}

export type ErrorDetail = Readonly<Record<string, unknown>>;

/** A failure the system expects. Anything else that is thrown is a bug, and answers 500. */
export abstract class DomainError extends Error {
  abstract readonly kind: ErrorKind;
  /** Stable, part of the API: `ROOM.CONDITION`. */
  abstract readonly code: string;
  /** Which fields of the request are at fault, if it is the fields. */
  readonly errors: readonly FieldError[] = [];
  /** Seconds after which a repeat has a chance; sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;

  /** @param detail numbers and ids that explain the failure; they are shown to the caller, so no secrets. */
  constructor(
    message: string,
    readonly detail: ErrorDetail = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
