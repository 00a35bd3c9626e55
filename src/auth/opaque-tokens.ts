import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { base62 } from './base62';

const API_PREFIX = 'rbs_live_';
const API_RANDOM_LENGTH = 30;
const CHECKSUM_LENGTH = 6;
const API_FORM = new RegExp(`^${API_PREFIX}[0-9A-Za-z]{${API_RANDOM_LENGTH + CHECKSUM_LENGTH}}$`);

const REFRESH_PREFIX = 'rbr_';
const REFRESH_LENGTH = 40;
const REFRESH_FORM = new RegExp(`^${REFRESH_PREFIX}[0-9A-Za-z]{${REFRESH_LENGTH}}$`);

/** 256 random bits; base 62 keeps 178 of them in an API token and 238 in a refresh token. */
const RANDOM_BYTES = 32;
const SHOWN_AFTER_PREFIX = 4;

/**
 * Makes an API token: a prefix that scanners of leaked secrets know, 178 random bits, and their CRC-32.
 * 45 characters: it fits an input of the terminal.
 */
export function mintApiToken(): string {
  const body = base62(randomBytes(RANDOM_BYTES), API_RANDOM_LENGTH);
  return `${API_PREFIX}${body}${checksum(body)}`;
}

/** Tells whether a text can be one of our API tokens. A mistyped or invented one is refused without a query. */
export function isApiToken(text: string): boolean {
  if (!API_FORM.test(text)) return false;
  const body = text.slice(API_PREFIX.length, -CHECKSUM_LENGTH);
  return timingSafeEqual(Buffer.from(text.slice(-CHECKSUM_LENGTH)), Buffer.from(checksum(body)));
}

/** The parts of an API token that may be shown again: enough to recognise it, far too little to use it. */
export function shownParts(apiToken: string): { prefix: string; lastFour: string } {
  return {
    prefix: apiToken.slice(0, API_PREFIX.length + SHOWN_AFTER_PREFIX),
    lastFour: apiToken.slice(-4),
  };
}

/** Makes the first refresh token of a family. */
export function mintRefreshToken(): string {
  return REFRESH_PREFIX + base62(randomBytes(RANDOM_BYTES), REFRESH_LENGTH);
}

export function isRefreshToken(text: string): boolean {
  return REFRESH_FORM.test(text);
}

/**
 * Derives the refresh token that follows this one. A client that lost the answer asks again and gets the same one,
 * although only hashes are stored: the old token and the server's secret are both needed to compute it.
 */
export function successorOf(refreshToken: string, serverSecret: string): string {
  const mac = createHmac('sha256', serverSecret).update(`refresh-successor:${refreshToken}`).digest();
  return REFRESH_PREFIX + base62(mac, REFRESH_LENGTH);
}

/**
 * What is stored of an opaque token. A plain hash is enough: nobody can guess 178 random bits, so there is nothing
 * that a slow hash would make slower.
 */
export function digestOf(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

function checksum(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return base62(bytes, CHECKSUM_LENGTH);
}
