/** Where a piece of source stands: what every message names. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type TokenKind =
  'word' | 'number' | 'string' | 'char' | 'date' | 'color' | 'operator' | 'directive' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written. For a directive: the whole logical line after the `#`. */
  readonly text: string;
  readonly place: Place;
  /** The decoded value of a string or char literal. */
  readonly value?: string;
  /** The comment that ends the token's line, without its slashes. */
  readonly comment?: string;
}

/** A construct the documented language does not have, or this house does not use. */
export class SourceError extends Error {
  constructor(
    readonly rule: string,
    readonly place: Place,
    readonly reason: string,
  ) {
    super(`${place.file}:${place.line}:${place.column}: [${rule}] ${reason}`);
    this.name = 'SourceError';
  }
}

const OPERATORS = [
  '<<=', '>>=', '...', '->*',
  '::', '->', '++', '--', '<<', '>>', '<=', '>=', '==', '!=', '&&', '||',
  '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=',
  '+', '-', '*', '/', '%', '=', '<', '>', '!', '~', '&', '|', '^', '?', ':', ';', ',', '.',
  '(', ')', '[', ']', '{', '}', '@',
]; // prettier-ignore

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /0[xX][0-9A-Fa-f]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const SUFFIX = /[A-Za-z_'][A-Za-z0-9_']*/y;

/** Cuts MQL5 source into tokens. Comments vanish, except the one that ends a line: it labels inputs. */
export class Tokenizer {
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private lineIsBlank = true;
  private readonly tokens: Token[] = [];

  constructor(
    private readonly text: string,
    private readonly file: string,
    firstLine = 1,
  ) {
    this.line = firstLine;
  }

  static read(text: string, file: string, firstLine = 1): Token[] {
    return new Tokenizer(text, file, firstLine).all();
  }

  private all(): Token[] {
    while (this.at < this.text.length) this.next();
    this.push('end', '', this.place());
    return this.tokens;
  }

  private next(): void {
    const c = this.text[this.at] ?? '';
    if (c === '\n') this.newLine();
    else if (c === ' ' || c === '\t' || c === '\r') this.at++;
    else if (this.text.startsWith('//', this.at)) this.lineComment();
    else if (this.text.startsWith('/*', this.at)) this.blockComment();
    else if (c === '#' && this.lineIsBlank) this.directive();
    else this.token(c);
  }

  private token(c: string): void {
    this.lineIsBlank = false;
    const place = this.place();
    const quoted = c !== '' && 'DCB'.includes(c) && this.text[this.at + 1] === "'";
    if (quoted) this.prefixedLiteral(c, place);
    else if (/[A-Za-z_]/.test(c)) this.push('word', this.match(WORD), place);
    else if (/\d/.test(c) || (c === '.' && /\d/.test(this.text[this.at + 1] ?? ''))) this.number(place);
    else if (c === '"') this.quoted('"', 'string', place);
    else if (c === "'") this.quoted("'", 'char', place);
    else this.operator(place);
  }

  private number(place: Place): void {
    const text = this.match(NUMBER);
    SUFFIX.lastIndex = this.at;
    const suffix = SUFFIX.exec(this.text)?.[0];
    if (suffix !== undefined && !/^[fF]$/.test(suffix)) {
      throw new SourceError('R16', place, `literal "${text}${suffix}" has a form MQL5 does not document`);
    }
    if (suffix !== undefined) this.at += suffix.length;
    this.push('number', text, place);
  }

  private quoted(quote: string, kind: 'string' | 'char', place: Place): void {
    const from = this.at++;
    let value = '';
    for (;;) {
      const c = this.text[this.at];
      if (c === undefined || c === '\n') throw new SourceError('syntax', place, 'literal is not closed');
      this.at++;
      if (c === quote) break;
      value += c === '\\' ? this.escape(place) : c;
    }
    this.push(kind, this.text.slice(from, this.at), place, value);
  }

  private escape(place: Place): string {
    const c = this.text[this.at++] ?? '';
    const simple = ESCAPES[c];
    if (simple !== undefined) return simple;
    const digits = c === 'x' ? (/^[0-9A-Fa-f]+/.exec(this.text.slice(this.at, this.at + 5))?.[0] ?? '') : '';
    if (digits === '' || digits.length > 4) {
      throw new SourceError(
        'R16',
        place,
        `escape "\\${c}${digits}" is not documented, or runs into the text`,
      );
    }
    this.at += digits.length;
    return String.fromCharCode(parseInt(digits, 16));
  }

  private prefixedLiteral(prefix: string, place: Place): void {
    const end = this.text.indexOf("'", this.at + 2);
    const body = end < 0 ? '' : this.text.slice(this.at + 2, end);
    if (end < 0 || body.includes('\n')) throw new SourceError('syntax', place, 'literal is not closed');
    this.at = end + 1;
    const text = `${prefix}'${body}'`;
    if (prefix === 'D') this.push('date', text, place, body);
    else if (prefix === 'C') this.push('color', text, place, body);
    else throw new SourceError('R16', place, `literal ${text} is not used in this house`);
  }

  private operator(place: Place): void {
    const text = OPERATORS.find((operator) => this.text.startsWith(operator, this.at));
    if (text === undefined) {
      throw new SourceError('syntax', place, `unexpected character "${this.text[this.at] ?? ''}"`);
    }
    this.at += text.length;
    this.push('operator', text, place);
  }

  private directive(): void {
    const place = this.place();
    let end = this.at;
    let text = '';
    for (;;) {
      const newLine = this.text.indexOf('\n', end);
      const stop = newLine < 0 ? this.text.length : newLine;
      const part = this.text.slice(end, stop).replace(/\r$/, '');
      if (!part.endsWith('\\') || newLine < 0) {
        text += part;
        this.at = stop;
        break;
      }
      text += `${part.slice(0, -1)} `;
      end = stop + 1;
      this.line++;
      this.lineStart = end;
    }
    const code = text.slice(1).replace(/\s*\/\/(?=(?:[^"]*"[^"]*")*[^"]*$).*$/, '');
    this.push('directive', code.trim(), place);
  }

  private lineComment(): void {
    const end = this.text.indexOf('\n', this.at);
    const stop = end < 0 ? this.text.length : end;
    const comment = this.text.slice(this.at + 2, stop).trim();
    this.at = stop;
    const last = this.tokens.at(-1);
    if (last?.place.line === this.line) this.tokens[this.tokens.length - 1] = { ...last, comment };
  }

  private blockComment(): void {
    const place = this.place();
    const end = this.text.indexOf('*/', this.at + 2);
    if (end < 0) throw new SourceError('syntax', place, 'comment is not closed');
    while (this.at < end + 2) {
      if (this.text[this.at] === '\n') this.newLine();
      else this.at++;
    }
  }

  private newLine(): void {
    this.at++;
    this.line++;
    this.lineStart = this.at;
    this.lineIsBlank = true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.text)?.[0] ?? '';
    this.at += text.length;
    return text;
  }

  private place(): Place {
    return { file: this.file, line: this.line, column: this.at - this.lineStart + 1 };
  }

  private push(kind: TokenKind, text: string, place: Place, value?: string): void {
    this.tokens.push(value === undefined ? { kind, text, place } : { kind, text, place, value });
  }
}
