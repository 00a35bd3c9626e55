import { Injectable, type PipeTransform } from '@nestjs/common';
import { RequestError } from './request-error';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const BIG_INT = /^[1-9]\d{0,18}$/;
const LARGEST_BIG_INT = 9_223_372_036_854_775_807n;

/*
 * An id in a path that cannot exist names nothing, so it is answered as any id that does not exist: 404. The same id in
 * a body or a query is a wrong field: 422.
 */

/** `@Param('id', UuidPipe) id: string`: a UUID, in lower case. */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!UUID.test(value)) throw nothingThere();
    return value.toLowerCase();
  }
}

/** `@Param('id', BigIntPipe) id: string`: a positive 64-bit id, as a string of digits. */
@Injectable()
export class BigIntPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!BIG_INT.test(value) || BigInt(value) > LARGEST_BIG_INT) throw nothingThere();
    return value;
  }
}

function nothingThere(): RequestError {
  return new RequestError(404, 'REQUEST.NO_SUCH_ID', 'Nothing has this id');
}
