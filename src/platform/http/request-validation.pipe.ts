import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { fieldErrorsOf } from './field-errors';
import { type QuickReader, quickReaderOf } from './quick-reading';
import { RequestError } from './request-error';

/** The names through which a query could reach an object's prototype; in bodies the intake refuses them. */
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];

type Metatype = NonNullable<ArgumentMetadata['metatype']>;

/** Turns bodies and queries into DTOs, and refuses every field that is wrong or unknown, all of them at once. */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  private readonly quick = new Map<Metatype, QuickReader | undefined>();
  private readonly thorough = new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    validationError: { target: false, value: false },
    exceptionFactory: (tree) => invalid(fieldErrorsOf(tree)),
  });

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const input = value ?? {};
    if (typeof input !== 'object' || (metadata.type !== 'body' && metadata.type !== 'query')) {
      return this.thorough.transform(value, metadata);
    }
    if (metadata.type === 'query') refuseForbiddenKeys(input);
    return this.readerOf(metadata.metatype)?.(input) ?? this.thorough.transform(value, metadata);
  }

  private readerOf(metatype: Metatype | undefined): QuickReader | undefined {
    if (metatype === undefined) return undefined;
    let reader = this.quick.get(metatype);
    if (!reader && !this.quick.has(metatype)) {
      reader = quickReaderOf(metatype as new () => object);
      this.quick.set(metatype, reader);
    }
    return reader;
  }
}

function refuseForbiddenKeys(query: object): void {
  const forbidden = FORBIDDEN_KEYS.filter((key) => Object.hasOwn(query, key));
  if (forbidden.length === 0) return;
  throw invalid(forbidden.map((key) => ({ pointer: `/${key}`, message: 'is not a known field' })));
}

function invalid(errors: readonly { pointer: string; message: string }[]): RequestError {
  const detail = errors.length === 1 ? '1 field is wrong' : `${errors.length} fields are wrong`;
  return new RequestError(422, 'REQUEST.INVALID', detail, { errors });
}
