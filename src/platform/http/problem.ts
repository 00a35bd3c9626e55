import { HttpException, HttpStatus } from '@nestjs/common';
import { DomainError, type ErrorDetail, type ErrorKind, type FieldError } from '../errors/domain-error';
import { isUnavailability } from './unavailability';
import { RequestError } from './request-error';
import { type Language, titleOf } from './problem-titles';

const DOCUMENTATION = 'https://docs.rubi-studio.com/errors/';

/** RFC 9457, with the members that are ours. `message` and `statusCode` repeat what clients of other APIs look for. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable: what a program decides by. */
  readonly code: string;
  readonly detail: string;
  readonly request_id: string;
  readonly errors: readonly FieldError[];
  /** The numbers and ids behind `detail`, for a program that tells it in its own words. */
  readonly params?: ErrorDetail;
  readonly message: string;
  readonly statusCode: number;
}

/** A failure as the caller may know it: no stack, no SQL, no path. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly params?: ErrorDetail;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retryAfterSeconds?: number | undefined;
}

const STATUS = {
  malformed: HttpStatus.BAD_REQUEST,
  invalid: HttpStatus.UNPROCESSABLE_ENTITY,
  unauthenticated: HttpStatus.UNAUTHORIZED,
  forbidden: HttpStatus.FORBIDDEN,
  'not-found': HttpStatus.NOT_FOUND,
  conflict: HttpStatus.CONFLICT,
  'too-many': HttpStatus.TOO_MANY_REQUESTS,
  unavailable: HttpStatus.SERVICE_UNAVAILABLE,
} as const satisfies Record<ErrorKind, HttpStatus>;

/** Codes for what Nest and Express throw themselves; any other 4xx of theirs is a malformed request. */
const FRAMEWORK_CODES: Readonly<Record<number, string>> = {
  401: 'REQUEST.UNAUTHENTICATED',
  403: 'REQUEST.FORBIDDEN',
  404: 'REQUEST.NOT_FOUND',
  405: 'REQUEST.METHOD_NOT_ALLOWED',
  406: 'REQUEST.NOT_ACCEPTABLE',
  413: 'REQUEST.BODY_TOO_LARGE',
  415: 'REQUEST.UNSUPPORTED_MEDIA_TYPE',
  422: 'REQUEST.INVALID',
  429: 'REQUEST.TOO_MANY',
  503: 'SERVER.UNAVAILABLE',
};

/** Spread, so that clients which failed together do not all come back together. */
const RETRY_AFTER_SECONDS = [1, 2, 3] as const;

/** What the caller is told about whatever was thrown. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof DomainError) return refusalOfDomainError(error);
  if (error instanceof RequestError) {
    const { code, message, errors, headers } = error;
    return { status: error.getStatus(), code, detail: message, errors, headers };
  }
  if (isUnavailability(error)) {
    return {
      status: HttpStatus.SERVICE_UNAVAILABLE,
      code: 'SERVER.UNAVAILABLE',
      detail: 'The service cannot answer at the moment; nothing was done',
      retryAfterSeconds: RETRY_AFTER_SECONDS[Math.floor(Math.random() * RETRY_AFTER_SECONDS.length)],
    };
  }
  if (error instanceof HttpException && error.getStatus() < 500) return refusalOfFramework(error);
  if (error instanceof HttpException && error.getStatus() === 503) {
    return { status: 503, code: 'SERVER.UNAVAILABLE', detail: error.message, retryAfterSeconds: 1 };
  }
  return {
    status: HttpStatus.INTERNAL_SERVER_ERROR,
    code: 'SERVER.FAULT',
    detail: 'Something went wrong on our side; the request id tells us what',
  };
}

/** Dresses a refusal up as RFC 9457 wants it. */
export function problemOf(refusal: Refusal, requestId: string, language: Language): Problem {
  const { status, code, detail, errors, params } = refusal;
  return {
    type: `${DOCUMENTATION}${code.toLowerCase()}`,
    title: titleOf(status, language),
    status,
    code,
    detail,
    request_id: requestId,
    errors: errors ?? [],
    ...(params && Object.keys(params).length > 0 ? { params } : {}),
    message: detail,
    statusCode: status,
  };
}

function refusalOfDomainError(error: DomainError): Refusal {
  return {
    status: STATUS[error.kind],
    code: error.code,
    detail: error.message,
    errors: error.errors,
    params: error.detail,
    ...(error.kind === 'unauthenticated' ? { headers: { 'WWW-Authenticate': 'Bearer' } } : {}),
    retryAfterSeconds: error.retryAfterSeconds,
  };
}

function refusalOfFramework(error: HttpException): Refusal {
  const status = error.getStatus();
  return {
    status,
    code: FRAMEWORK_CODES[status] ?? 'REQUEST.MALFORMED',
    detail: error.message,
    ...(status === 401 ? { headers: { 'WWW-Authenticate': 'Bearer' } } : {}),
  };
}
