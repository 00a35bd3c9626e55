import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import { fieldErrorsOf } from './field-errors';
import { RequestError } from './request-error';

/** The names through which a query could reach an object's prototype; in bodies the intake refuses them. */
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Turns bodies and queries into DTOs, and refuses every field that is wrong or unknown, all of them at once. */
@Injectable()
export class RequestValidationPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      validationError: { target: false, value: false },
      exceptionFactory: (tree) => {
        const errors = fieldErrorsOf(tree);
        return invalid(errors);
      },
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'query' && typeof value === 'object' && value !== null) {
      const forbidden = FORBIDDEN_KEYS.filter((key) => Object.hasOwn(value, key));
      if (forbidden.length > 0) {
        throw invalid(forbidden.map((key) => ({ pointer: `/${key}`, message: 'is not a known field' })));
      }
    }
    return (await super.transform(value, metadata)) as unknown;
  }
}

function invalid(errors: readonly { pointer: string; message: string }[]): RequestError {
  const detail = errors.length === 1 ? '1 field is wrong' : `${errors.length} fields are wrong`;
  return new RequestError(422, 'REQUEST.INVALID', detail, { errors });
}
