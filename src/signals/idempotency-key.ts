import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Request } from 'express';
import { IdempotencyKeyInvalidError } from './signals.errors';

const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;

/** The header `Idempotency-Key`, or null: the sender's promise that the same key means the same request. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const key = context.switchToHttp().getRequest<Request>().header('idempotency-key');
  if (key === undefined) return null;
  if (!VISIBLE_ASCII.test(key)) throw new IdempotencyKeyInvalidError();
  return key;
});
