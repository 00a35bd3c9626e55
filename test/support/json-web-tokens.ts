import { createHmac } from 'node:crypto';
import { type Json } from './api-client';

/** Any token that somebody might make by hand: nothing is added, nothing is checked. */
export function forge(header: Json, payload: Json, secret: string | null): string {
  const signed = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const hash = header['alg'] === 'HS512' ? 'sha512' : 'sha256';
  const signature = secret === null ? '' : createHmac(hash, secret).update(signed).digest('base64url');
  return `${signed}.${signature}`;
}

/** The parts of a token, unverified. */
export function partsOf(token: string): { header: Json; payload: Json } {
  const [header, payload] = token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Json);
  return { header: header ?? {}, payload: payload ?? {} };
}
