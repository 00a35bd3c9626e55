import { HttpException } from '@nestjs/common';
import { type FieldError } from '../errors/domain-error';

export interface RequestErrorOptions {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A request that is refused for what it is as HTTP, before any room has seen it.
 * Rooms throw a DomainError instead: they know nothing of statuses.
 */
export class RequestError extends HttpException {
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;

  /** @param code stable, part of the API: `REQUEST.CONDITION` */
  constructor(
    status: number,
    readonly code: string,
    message: string,
    options: RequestErrorOptions = {},
  ) {
    super(message, status);
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}
