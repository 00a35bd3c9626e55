const HIDDEN = '[redacted]';
const NAMES = 'password|passwd|secret|token|api[-_]?key';

/**
 * Secrets as they look wherever they turn up: in a header, a URL, a message of some library, an error's stack.
 * Redacting the finished line finds them at any depth and under any name. Every repetition has an end, so that no text
 * of a stranger's keeps the search busy.
 */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // "password":"…", "refresh_token":"…", "authorization":"…" as JSON writes them
  [
    new RegExp(`("[\\w.-]{0,64}(?:${NAMES}|authorization|cookie)"\\s*:\\s*")(?:[^"\\\\]|\\\\.)+`, 'gi'),
    `$1${HIDDEN}`,
  ],
  // the same as a text within the line, where every quote and backslash is escaped once more
  [
    new RegExp(
      `(\\\\"[\\w.-]{0,64}(?:${NAMES}|authorization|cookie)\\\\"\\s*:\\s*\\\\")(?:[^"\\\\]|\\\\\\\\(?:\\\\.|[^\\\\]))+`,
      'gi',
    ),
    `$1${HIDDEN}`,
  ],
  // password=…, token=… in a query or a message
  [new RegExp(`\\b([\\w-]{0,64}(?:${NAMES})=)[^\\s&"'\\\\]+`, 'gi'), `$1${HIDDEN}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  // our API tokens and refresh tokens, and every JSON Web Token
  [/\brb[sr]_\w+|\beyJ[\w-]{4,256}\.[\w-]{4,4096}(?:\.[\w-]{0,4096})?/g, HIDDEN],
  // the password of a URL
  [/(\b[a-z][a-z0-9+.-]{0,16}:\/\/[^\s:@/"]{0,256}:)[^\s@/"]{1,256}@/gi, `$1${HIDDEN}@`],
];

/** Most lines hold none of these, and one look tells. */
const SUSPICIOUS = /passw|secret|token|api[-_]?key|authorization|cookie|bearer |basic |rb[sr]_|eyJ|:\/\//i;

/** The line without its secrets; still the same JSON otherwise. */
export function redact(line: string): string {
  if (!SUSPICIOUS.test(line)) return line;
  return SECRETS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}
