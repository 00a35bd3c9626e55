import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SourceError, Tokenizer, type Place, type Token } from './token';

export interface Property {
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

export interface Sources {
  readonly file: string;
  readonly files: readonly string[];
  readonly tokens: readonly Token[];
  readonly properties: readonly Property[];
}

export interface ReadOptions {
  /** Where `#include <…>` looks. */
  readonly includeDirectory: string;
}

const PROPERTIES = new Set([
  'icon', 'link', 'copyright', 'version', 'description', 'stacksize', 'library', 'indicator_applied_price',
  'script_show_inputs', 'script_show_confirm', 'tester_file', 'tester_indicator', 'tester_library',
  'tester_set', 'tester_no_cache', 'tester_everytick_calculate', 'optimization_chart_mode',
]); // prettier-ignore

const NEVER_DIRECTIVES = new Set(['if', 'elif', 'pragma', 'error', 'warning', 'line', 'import', 'resource']);

/** Reads a program and all it includes into one run of tokens, as MetaEditor would: each file once. */
export function readSources(mainFile: string, options: ReadOptions): Sources {
  return new SourceReader(mainFile, options).read();
}

class SourceReader {
  private readonly files: string[] = [];
  private readonly tokens: Token[] = [];
  private readonly properties: Property[] = [];
  private readonly macros = new Map<string, readonly Token[]>();

  constructor(
    private readonly mainFile: string,
    private readonly options: ReadOptions,
  ) {}

  read(): Sources {
    this.readFile(resolve(this.mainFile));
    const last = this.tokens.at(-1);
    const place = last?.place ?? { file: this.mainFile, line: 1, column: 1 };
    this.tokens.push({ kind: 'end', text: '', place });
    return { file: this.mainFile, files: this.files, tokens: this.tokens, properties: this.properties };
  }

  private readFile(file: string): void {
    if (this.files.includes(file)) return;
    this.files.push(file);
    const tokens = Tokenizer.read(readText(file), file);
    const branches: { taken: boolean; place: Place }[] = [];
    for (const token of tokens) {
      const isLive = branches.every(({ taken }) => taken);
      if (token.kind === 'end') continue;
      if (token.kind === 'directive') this.directive(token, branches, isLive);
      else if (isLive) this.tokens.push(...this.expand(token));
    }
    const open = branches.at(-1);
    if (open !== undefined) throw new SourceError('R13', open.place, '#ifdef without #endif');
  }

  private directive(token: Token, branches: { taken: boolean; place: Place }[], isLive: boolean): void {
    const [, name = '', rest = ''] = /^\s*(\w*)\s*(.*)$/s.exec(token.text) ?? [];
    const { place } = token;
    if (name === 'ifdef') branches.push({ taken: this.macros.has(rest), place });
    else if (name === 'ifndef') branches.push({ taken: !this.macros.has(rest), place });
    else if (name === 'else' || name === 'endif') this.closeBranch(name, branches, place);
    else if (isLive) this.instruction(name, rest, place);
  }

  private closeBranch(name: string, branches: { taken: boolean; place: Place }[], place: Place): void {
    const branch = branches.pop();
    if (branch === undefined) throw new SourceError('R13', place, `#${name} without #ifdef`);
    if (name === 'else') branches.push({ taken: !branch.taken, place });
  }

  private instruction(name: string, rest: string, place: Place): void {
    if (name === 'include') this.include(rest, place);
    else if (name === 'define') this.define(rest, place);
    else if (name === 'undef') this.macros.delete(rest);
    else if (name === 'property') this.property(rest, place);
    else if (NEVER_DIRECTIVES.has(name)) {
      throw new SourceError('R13', place, `#${name} is outside the documented preprocessor or banned here`);
    } else throw new SourceError('R13', place, `#${name} is not a directive`);
  }

  private include(rest: string, place: Place): void {
    const [, quote = '', path = ''] = /^(["<])([^">]+)[">]$/.exec(rest) ?? [];
    if (quote === '') throw new SourceError('R13', place, '#include needs "file" or <file>');
    const root = quote === '"' ? dirname(place.file) : this.options.includeDirectory;
    this.readFile(findIgnoringCase(root, path, place));
  }

  private define(rest: string, place: Place): void {
    const [, name = '', parameters, body = ''] = /^([A-Za-z_]\w*)(\([^)]*\))?\s*(.*)$/s.exec(rest) ?? [];
    if (name === '') throw new SourceError('R13', place, '#define needs a name');
    if (parameters !== undefined) {
      const count = parameters.split(',').length;
      const why = parameters.includes('...')
        ? 'a variadic macro is not documented'
        : count > 8
          ? 'a macro has at most 8 parameters'
          : 'macros with parameters are not used in this house: write a function';
      throw new SourceError('R13', place, why);
    }
    const tokens = Tokenizer.read(body, place.file, place.line).filter(({ kind }) => kind !== 'end');
    this.macros.set(name, tokens);
  }

  private property(rest: string, place: Place): void {
    const [, name = '', value = ''] = /^(\w+)\s*(.*)$/.exec(rest) ?? [];
    if (place.file !== resolve(this.mainFile)) {
      throw new SourceError('R14', place, '#property only counts in the main file');
    }
    if (!PROPERTIES.has(name)) throw new SourceError('R14', place, `#property ${name} is not documented`);
    this.properties.push({ name, value: value.replace(/^"(.*)"$/, '$1'), place });
  }

  private expand(token: Token): readonly Token[] {
    const macro = token.kind === 'word' ? this.macros.get(token.text) : undefined;
    if (macro === undefined) return [token];
    return macro.flatMap((part) => this.expand({ ...part, place: token.place }));
  }
}

/** The text of a source file. The repository keeps them ASCII: a third encoding is one too many. */
function readText(file: string): string {
  const bytes = readFileSync(file);
  const bad = bytes.findIndex((byte) => byte > 0x7e || (byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte)));
  if (bad < 0) return bytes.toString('latin1');
  const before = bytes.subarray(0, bad).toString('latin1').split('\n');
  const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  throw new SourceError('R25', place, 'source is not plain ASCII');
}

function findIgnoringCase(root: string, path: string, place: Place): string {
  let found = root;
  for (const part of path.split(/[\\/]/)) {
    if (part === '..' || part === '.') {
      found = join(found, part);
      continue;
    }
    const entries = existsSync(found) ? readdirSync(found) : [];
    const entry = entries.find((name) => name.toLowerCase() === part.toLowerCase());
    if (entry === undefined) {
      throw new SourceError('include', place, `cannot find "${path}" from ${basename(root)}`);
    }
    found = join(found, entry);
  }
  return resolve(found);
}
