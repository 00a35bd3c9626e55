import { dictionary } from '@zxcvbn-ts/language-common';

export const SHORTEST_PASSWORD = 8;
/** Enough for any passphrase; an end, so that nobody can make the server hash a book. */
export const LONGEST_PASSWORD = 128;

const COMMON = new Set(dictionary['passwords-common']);

/** Whom the password is for: it must not simply repeat what everybody knows of them. */
export interface PasswordOwner {
  readonly username: string;
  readonly email: string;
}

/**
 * Says what is wrong with a new password, or undefined.
 *
 * Length counts and being on the attackers' lists counts; a mixture of capitals, digits and signs is not asked for,
 * because it makes people choose `Password1!` (NIST SP 800-63B, OWASP ASVS 6.2). Any character of any script is fine.
 */
export function weaknessOf(password: string, owner: PasswordOwner): string | undefined {
  const length = Array.from(password).length;
  if (length < SHORTEST_PASSWORD) return `must have at least ${SHORTEST_PASSWORD} characters`;
  if (length > LONGEST_PASSWORD) return `must have at most ${LONGEST_PASSWORD} characters`;
  const folded = password.toLowerCase();
  if (COMMON.has(folded)) return 'is on the lists that attackers try first';
  if (new Set(folded).size === 1) return 'must not be one character repeated';
  if (repeatsOwner(folded, owner)) return 'must not repeat the username or the e-mail address';
  return undefined;
}

function repeatsOwner(folded: string, { username, email }: PasswordOwner): boolean {
  const [mailbox = ''] = email.split('@');
  return [username, email, mailbox].some((known) => known.toLowerCase() === folded);
}
