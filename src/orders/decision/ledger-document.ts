import { createHash } from 'node:crypto';

/** Something that many decisions are made from alike: a profile, a contract. It is kept once, under what it says. */
export interface LedgerDocument {
  /** 128 bits of the SHA-256 over the body: the same body has the same key, wherever it was written. */
  readonly key: string;
  /** As JSON, with decimals and times as text. */
  readonly body: string;
}

const KEY_LENGTH = 22;

const written = new WeakMap<object, LedgerDocument>();

/** The document that an object makes. Objects that are kept between decisions are written and hashed once. */
export function documentOf(source: object, content: () => object = () => source): LedgerDocument {
  const known = written.get(source);
  if (known) return known;
  const body = JSON.stringify(content());
  const key = createHash('sha256').update(body).digest('base64url').slice(0, KEY_LENGTH);
  const document = { key, body };
  written.set(source, document);
  return document;
}
