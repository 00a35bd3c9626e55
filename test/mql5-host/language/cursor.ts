import { type ReadOptions } from './sources';
import { type Place, SourceError, type Token } from './token';
import { type TypeName } from './tree';
import { BANNED_WORDS, BASIC_TYPES, RESERVED_WORDS } from './words';

export interface ParseOptions extends ReadOptions {
  /** Types that another program (the built-in API) declares. */
  readonly knownTypes?: ReadonlySet<string>;
  /** The built-in API may write `...` and `any`; nobody else may. */
  readonly isApi?: boolean;
}

/** The tokens of a program and the types it may name; what is not documented is refused with its rule. */
export abstract class Cursor {
  private position = 0;
  protected readonly types: Set<string>;

  constructor(
    protected readonly tokens: readonly Token[],
    protected readonly options: ParseOptions,
  ) {
    this.types = new Set([...BASIC_TYPES, ...(options.knownTypes ?? [])]);
    if (options.isApi === true) this.types.add('any');
    tokens.forEach((token, i) => {
      const name = tokens[i + 1];
      if (['class', 'struct', 'enum'].includes(token.text) && name?.kind === 'word')
        this.types.add(name.text);
    });
    if (options.isApi !== true) this.refuseBannedWords();
  }

  private refuseBannedWords(): void {
    this.tokens.forEach((token, i) => {
      if (token.kind !== 'word') return;
      const next = this.tokens[i + 1];
      const why =
        BANNED_WORDS.get(token.text) ?? (token.text === 'std' && next?.text === '::' ? 'R01' : undefined);
      if (why !== undefined && this.tokens[i - 1]?.text !== '.') {
        throw new SourceError(why, token.place, `"${token.text}" is not a word of MQL5`);
      }
    });
  }

  protected typeName(isConst: boolean): TypeName {
    const token = this.peek();
    if (token.kind !== 'word' || !this.types.has(token.text)) {
      this.fail(BASIC_TYPES.has(token.text) ? 'syntax' : 'R29', `"${token.text}" is not a type`);
    }
    this.take();
    if (this.peek().text === '<') this.fail('host', 'templates are not used in this house');
    return { name: token.text, isConst, place: token.place };
  }

  protected isType(ahead: number): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && this.types.has(token.text);
  }

  protected newName(): string {
    const { kind, text, place } = this.peek();
    if (kind === 'word' && (RESERVED_WORDS.has(text) || BASIC_TYPES.has(text))) {
      throw new SourceError('R17', place, `"${text}" is a reserved word`);
    }
    if (text.length > 63) throw new SourceError('R17', place, `"${text}" is longer than 63 characters`);
    return this.word();
  }

  protected word(): string {
    const token = this.take();
    if (token.kind !== 'word') this.fail('syntax', `expected a name, found "${token.text}"`, token.place);
    return token.text;
  }

  protected peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.position + ahead, this.tokens.length - 1)];
    if (token === undefined) throw new Error('a source has at least its end');
    return token;
  }

  protected take(): Token {
    const token = this.peek();
    if (token.kind === 'end') this.fail('syntax', 'unexpected end of the source');
    this.position++;
    return token;
  }

  protected accept(text: string): boolean {
    const token = this.peek();
    if (token.text !== text || !['operator', 'word'].includes(token.kind)) return false;
    this.position++;
    return true;
  }

  protected expect(text: string): Token {
    const token = this.peek();
    if (!this.accept(text)) this.fail('syntax', `expected "${text}", found "${token.text}"`);
    return token;
  }

  protected fail(rule: string, reason: string, place: Place = this.peek().place): never {
    throw new SourceError(rule, place, reason);
  }
}
