import { type IncomingMessage } from 'node:http';

/**
 * Whether a web page of this origin may open a line: the page that this server itself serves, and those of CORS_ORIGINS.
 * Programs send no origin; they are held back by their token alone.
 */
export function mayConnectFrom({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
