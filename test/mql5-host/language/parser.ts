import { type ReadOptions, readSources } from './sources';
import { SourceError, type Place, type Token } from './token';
import {
  type Access,
  type Binary,
  type Block,
  type Declaration,
  type Declarator,
  type EnumDeclaration,
  type Expression,
  type Extent,
  type FunctionDeclaration,
  type Parameter,
  type Program,
  type RecordDeclaration,
  type Statement,
  type SwitchGroup,
  type TypeName,
  type VariableDeclaration,
} from './tree';
import { BANNED_WORDS, BASIC_TYPES, RESERVED_WORDS } from './words';

const PRECEDENCE: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=']);
const MODIFIERS = new Set(['const', 'static', 'virtual', 'input', 'sinput', 'inline']);

export interface ParseOptions extends ReadOptions {
  /** Types that another program (the built-in API) declares. */
  readonly knownTypes?: ReadonlySet<string>;
  /** The built-in API may write `...` and `any`; nobody else may. */
  readonly isApi?: boolean;
}

export function parseProgram(mainFile: string, options: ParseOptions): Program {
  const sources = readSources(mainFile, options);
  const declarations = new Parser(sources.tokens, options).declarations();
  return { file: sources.file, files: sources.files, properties: sources.properties, declarations };
}

interface Modifiers {
  isConst: boolean;
  isStatic: boolean;
  isVirtual: boolean;
  input: 'input' | 'sinput' | null;
}

/** A recursive-descent parser of documented MQL5. What it does not know it names and refuses. */
class Parser {
  private at = 0;
  private readonly types: Set<string>;
  private readonly enclosing: string[] = [];

  constructor(
    private readonly tokens: readonly Token[],
    private readonly options: ParseOptions,
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

  declarations(): Declaration[] {
    const declarations: Declaration[] = [];
    while (this.peek().kind !== 'end') {
      if (this.accept(';')) continue;
      declarations.push(...this.declaration());
    }
    return declarations;
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

  // Declarations

  private declaration(): Declaration[] {
    const token = this.peek();
    if (token.text === 'enum') return [this.enumeration()];
    if (token.text === 'class' || token.text === 'struct') return [this.record(token.text)].flat();
    if ((token.text === 'input' || token.text === 'sinput') && this.peek(1).text === 'group')
      return [this.group()];
    if (token.text === 'template') this.fail('host', 'templates are not used in this house');
    if (token.text === 'typedef')
      this.fail('R15', 'function pointers and typedef are not used in this house');
    if (token.text === 'namespace' || token.text === 'union')
      this.fail('host', `${token.text} is not used in this house`);
    return [this.functionOrVariable(null, 'public')];
  }

  private group(): Declaration {
    const place = this.take().place;
    this.take();
    if (this.take().kind !== 'string') this.fail('syntax', 'input group needs a title');
    this.accept(';');
    return { kind: 'group', place };
  }

  private enumeration(): EnumDeclaration {
    const place = this.take().place;
    if (this.peek().text === '{') this.fail('R10', 'an enum needs a name');
    if (this.peek().text === 'class') this.fail('R10', 'enum class is not MQL5');
    const name = this.newName();
    if (this.peek().text === ':') this.fail('R10', 'an enum has no base type');
    this.expect('{');
    const items: { name: string; value: Expression | null; place: Place }[] = [];
    while (!this.accept('}')) {
      const itemPlace = this.peek().place;
      const item = this.newName();
      items.push({ name: item, value: this.accept('=') ? this.choice() : null, place: itemPlace });
      if (!this.accept(',')) {
        this.expect('}');
        break;
      }
    }
    this.expect(';');
    return { kind: 'enum', name, items, place };
  }

  private record(flavour: 'class' | 'struct'): RecordDeclaration | [] {
    const place = this.take().place;
    const name = this.newName();
    if (this.accept(';')) return [];
    let base: string | null = null;
    if (this.accept(':')) {
      this.accept('public');
      base = this.word();
      if (this.peek().text === ',') this.fail('R11', 'a class has one base');
    }
    this.expect('{');
    this.enclosing.push(name);
    const members: (VariableDeclaration | FunctionDeclaration)[] = [];
    let access: Access = flavour === 'struct' ? 'public' : 'private';
    while (!this.accept('}')) {
      const word = this.peek().text;
      if (word === 'public' || word === 'protected' || word === 'private') {
        this.take();
        this.expect(':');
        access = word;
      } else members.push(this.functionOrVariable(name, access));
    }
    this.enclosing.pop();
    this.expect(';');
    return { kind: 'record', flavour, name, base, members, place };
  }

  private functionOrVariable(
    owner: string | null,
    access: Access,
  ): FunctionDeclaration | VariableDeclaration {
    const place = this.peek().place;
    const modifiers = this.modifiers();
    const special = this.constructorOrDestructor(owner, access, modifiers, place);
    if (special !== null) return special;
    const type = this.typeName(modifiers.isConst);
    this.refusePointerOrReference('returns');
    const isMethodBody = this.peek(1).text === '::';
    const isOperator = this.peek(isMethodBody ? 2 : 0).text === 'operator';
    if (isOperator) this.fail('host', 'operator overloads are not used in this house');
    if (isMethodBody || this.peek(1).text === '(') {
      const scope = isMethodBody ? this.word() : owner;
      if (isMethodBody) this.expect('::');
      const isCall = this.peek(1).text === '(' && !this.looksLikeParameters();
      if (!isCall || isMethodBody)
        return this.functionRest(type, this.newName(), scope, access, modifiers, place);
    }
    return this.variableRest(type, modifiers, access, place, owner !== null);
  }

  /** `T name(` opens parameters if a type (or nothing) follows, else constructor arguments. */
  private looksLikeParameters(): boolean {
    const first = this.peek(2);
    return (
      first.text === ')' ||
      first.text === 'const' ||
      first.text === '...' ||
      (first.kind === 'word' && this.types.has(first.text))
    );
  }

  private constructorOrDestructor(
    owner: string | null,
    access: Access,
    modifiers: Modifiers,
    place: Place,
  ): FunctionDeclaration | null {
    const inside = owner !== null && this.peek().text === owner && this.peek(1).text === '(';
    const insideDestructor = owner !== null && this.peek().text === '~';
    const outside =
      owner === null && this.peek(1).text === '::' && [this.peek().text, '~'].includes(this.peek(2).text);
    if (!inside && !insideDestructor && !outside) return null;
    const scope = outside ? this.word() : owner;
    if (outside) this.expect('::');
    const prefix = this.accept('~') ? '~' : '';
    const name = prefix + this.word();
    const type: TypeName = { name: '', isConst: false, place };
    return this.functionRest(type, name, scope, access, modifiers, place);
  }

  private modifiers(): Modifiers {
    const found: Modifiers = { isConst: false, isStatic: false, isVirtual: false, input: null };
    while (MODIFIERS.has(this.peek().text)) {
      const word = this.take().text;
      if (word === 'const') found.isConst = true;
      else if (word === 'static') found.isStatic = true;
      else if (word === 'virtual') found.isVirtual = true;
      else if (word === 'input' || word === 'sinput') found.input = word;
    }
    return found;
  }

  private functionRest(
    returns: TypeName,
    name: string,
    owner: string | null,
    access: Access,
    modifiers: Modifiers,
    place: Place,
  ): FunctionDeclaration {
    const { parameters, isVariadic } = this.parameters();
    const isConst = this.accept('const');
    this.accept('override');
    if (this.peek().text === '=')
      this.fail('host', 'pure virtual and deleted functions are not used in this house');
    const initialisers = this.accept(':') ? this.initialisers() : [];
    const body = this.peek().text === '{' ? this.block() : null;
    if (body === null) this.expect(';');
    return {
      kind: 'function', returns, name, owner, parameters, isVariadic, initialisers, body, isConst,
      isVirtual: modifiers.isVirtual, isStatic: modifiers.isStatic, access, place,
    }; // prettier-ignore
  }

  private parameters(): { parameters: Parameter[]; isVariadic: boolean } {
    const parameters: Parameter[] = [];
    let isVariadic = false;
    this.expect('(');
    if (this.peek().text === 'void' && this.peek(1).text === ')') this.take();
    while (!this.accept(')')) {
      if (this.options.isApi === true && this.peek(1).text === '...') {
        this.at += 2;
        isVariadic = true;
      } else parameters.push(this.parameter());
      if (!this.accept(',') && this.peek().text !== ')') this.fail('syntax', `expected "," or ")"`);
    }
    return { parameters, isVariadic };
  }

  private parameter(): Parameter {
    const place = this.peek().place;
    const isConst = this.accept('const');
    const type = this.typeName(isConst);
    if (this.peek().text === '*') this.fail('R07', 'object pointers are not used in this house');
    const byReference = this.accept('&');
    if (byReference && this.peek().text === '&') this.fail('R03', 'there is no reference to a reference');
    const name = this.newName();
    let extent: Extent = 'single';
    if (this.accept('[')) {
      extent = this.peek().text === ']' ? 'dynamic' : { size: this.expression() };
      this.expect(']');
      if (this.peek().text === '[') this.fail('R18', 'arrays have one dimension in this house');
      if (!byReference) this.fail('R06', 'an array is passed by reference');
    }
    const fallback = this.accept('=') ? this.choice() : null;
    if (fallback !== null && byReference) this.fail('R05', 'a reference parameter has no default value');
    return { type, name, byReference, extent, fallback, place };
  }

  private initialisers(): { name: string; args: Expression[] }[] {
    const found: { name: string; args: Expression[] }[] = [];
    do {
      const name = this.word();
      this.expect('(');
      found.push({ name, args: this.args() });
    } while (this.accept(','));
    return found;
  }

  private variableRest(
    type: TypeName,
    modifiers: Modifiers,
    access: Access,
    place: Place,
    isMember: boolean,
  ): VariableDeclaration {
    const declarators: Declarator[] = [];
    do {
      this.refusePointerOrReference('declares');
      const declarator = this.declarator();
      if (isMember && declarator.value !== null) {
        throw new SourceError('R09', declarator.place, 'a member gets its value in the constructor');
      }
      declarators.push(declarator);
    } while (this.accept(','));
    const last = this.expect(';');
    const storage = modifiers.input ?? (modifiers.isStatic ? 'static' : 'plain');
    return { kind: 'variable', type, storage, access, declarators, label: last.comment ?? '', place };
  }

  private declarator(): Declarator {
    const place = this.peek().place;
    const name = this.newName();
    let extent: Extent = 'single';
    let dimensions = 0;
    while (this.accept('[')) {
      dimensions++;
      extent = this.peek().text === ']' ? 'dynamic' : { size: this.expression() };
      this.expect(']');
    }
    if (dimensions > 1) throw new SourceError('R18', place, 'arrays have one dimension in this house');
    const args = this.accept('(') ? this.args() : null;
    const value = this.accept('=') ? this.initialValue() : null;
    if (args !== null && args.length === 0)
      throw new SourceError('syntax', place, 'a variable without arguments has no "()"');
    return { name, extent, dimensions, value, args, place };
  }

  private initialValue(): Expression {
    return this.peek().text === '{' ? this.list() : this.choice();
  }

  private list(): Expression {
    const place = this.expect('{').place;
    const items: Expression[] = [];
    while (!this.accept('}')) {
      items.push(this.initialValue());
      if (!this.accept(',') && this.peek().text !== '}') this.fail('syntax', 'expected "," or "}"');
    }
    return { kind: 'list', items, place };
  }

  private typeName(isConst: boolean): TypeName {
    const token = this.peek();
    if (token.kind !== 'word' || !this.types.has(token.text)) {
      this.fail(BASIC_TYPES.has(token.text) ? 'syntax' : 'R29', `"${token.text}" is not a type`);
    }
    this.take();
    if (this.peek().text === '<') this.fail('host', 'templates are not used in this house');
    return { name: token.text, isConst, place: token.place };
  }

  private refusePointerOrReference(verb: 'returns' | 'declares'): void {
    if (this.peek().text === '*') this.fail('R07', 'object pointers are not used in this house');
    if (this.peek().text !== '&') return;
    this.fail(
      'R03',
      verb === 'returns' ? 'only a parameter can be a reference' : 'there are no reference variables',
    );
  }

  // Statements

  private block(): Block {
    const place = this.expect('{').place;
    const statements: Statement[] = [];
    while (this.peek().text !== '}') statements.push(this.statement());
    return { kind: 'block', statements, place, end: this.take().place };
  }

  private statement(): Statement {
    const { text, place } = this.peek();
    switch (text) {
      case '{':
        return this.block();
      case ';':
        this.take();
        return { kind: 'empty', place };
      case 'if':
        return this.ifStatement(place);
      case 'for':
        return this.forStatement(place);
      case 'while':
        this.take();
        return { kind: 'while', test: this.parenthesised(), body: this.statement(), place };
      case 'do':
        return this.doStatement(place);
      case 'switch':
        return this.switchStatement(place);
      case 'break':
      case 'continue':
        this.take();
        this.expect(';');
        return { kind: text, place };
      case 'return':
        return this.returnStatement(place);
      case 'delete':
        this.fail('R07', 'object pointers are not used in this house');
      // eslint-disable-next-line no-fallthrough -- fail() never returns
      default:
        return this.startsDeclaration() ? this.localVariable(place) : this.expressionStatement(place);
    }
  }

  private startsDeclaration(): boolean {
    const { text, kind } = this.peek();
    if (text === 'const' || text === 'static') return true;
    const next = this.peek(1);
    return (
      kind === 'word' && this.types.has(text) && (next.kind === 'word' || ['*', '&'].includes(next.text))
    );
  }

  private localVariable(place: Place): VariableDeclaration {
    const modifiers = this.modifiers();
    const type = this.typeName(modifiers.isConst);
    return this.variableRest(type, modifiers, 'public', place, false);
  }

  private expressionStatement(place: Place): Statement {
    const expression = this.expression();
    this.expect(';');
    return { kind: 'expression', expression, place };
  }

  private ifStatement(place: Place): Statement {
    this.take();
    if (
      this.peek(1).kind === 'word' &&
      this.peek().text === '(' &&
      this.types.has(this.peek(1).text) &&
      this.peek(2).kind === 'word'
    ) {
      this.fail('R02', 'a condition cannot declare a variable');
    }
    const test = this.parenthesised();
    const yes = this.statement();
    const no = this.accept('else') ? this.statement() : null;
    return { kind: 'if', test, yes, no, place };
  }

  private doStatement(place: Place): Statement {
    this.take();
    const body = this.statement();
    this.expect('while');
    const test = this.parenthesised();
    this.expect(';');
    return { kind: 'do', test, body, place };
  }

  private forStatement(place: Place): Statement {
    this.take();
    this.expect('(');
    let start: Statement | null = null;
    if (!this.accept(';')) {
      if (this.startsDeclaration() && this.peek(2).text === ':')
        this.fail('R02', 'there is no range-based for');
      start = this.startsDeclaration() ? this.localVariable(place) : this.expressionStatement(place);
    }
    const test = this.peek().text === ';' ? null : this.expression();
    this.expect(';');
    const step: Expression[] = [];
    while (this.peek().text !== ')') {
      step.push(this.expression());
      if (!this.accept(',')) break;
    }
    this.expect(')');
    return { kind: 'for', start, test, step, body: this.statement(), place };
  }

  private switchStatement(place: Place): Statement {
    this.take();
    const subject = this.parenthesised();
    const groups: SwitchGroup[] = [];
    this.expect('{');
    while (!this.accept('}')) {
      const labels = this.switchLabels();
      const statements: Statement[] = [];
      while (!['case', 'default', '}'].includes(this.peek().text)) {
        if (this.startsDeclaration()) this.fail('R12', 'a declaration under case needs its own braces');
        statements.push(this.statement());
      }
      groups.push({ labels, statements });
    }
    return { kind: 'switch', subject, groups, place };
  }

  private switchLabels(): (Expression | null)[] {
    const labels: (Expression | null)[] = [];
    while (this.peek().text === 'case' || this.peek().text === 'default') {
      labels.push(this.take().text === 'case' ? this.choice() : null);
      this.expect(':');
    }
    if (labels.length === 0) this.fail('syntax', 'expected case or default');
    return labels;
  }

  private returnStatement(place: Place): Statement {
    this.take();
    if (this.peek().text === '{') this.fail('R08', 'a list is not a value: declare a variable');
    const value = this.peek().text === ';' ? null : this.expression();
    this.expect(';');
    return { kind: 'return', value, place };
  }

  private parenthesised(): Expression {
    this.expect('(');
    const inner = this.expression();
    this.expect(')');
    return inner;
  }

  // Expressions

  private expression(): Expression {
    const left = this.choice();
    const { text, place } = this.peek();
    if (!ASSIGNMENTS.has(text)) return left;
    this.take();
    if (this.peek().text === '{') this.fail('R08', 'a list is only allowed in a declaration');
    return { kind: 'assign', operator: text, left, right: this.expression(), place };
  }

  private choice(): Expression {
    const test = this.binary(0);
    const { place } = this.peek();
    if (!this.accept('?')) return test;
    const yes = this.choice();
    this.expect(':');
    return { kind: 'choice', test, yes, no: this.choice(), place };
  }

  private binary(level: number): Expression {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    while (this.peek().kind === 'operator' && operators.includes(this.peek().text)) {
      const { text, place } = this.take();
      const node: Binary = { kind: 'binary', operator: text, left, right: this.binary(level + 1), place };
      left = node;
    }
    return left;
  }

  private unary(): Expression {
    const { text, place, kind } = this.peek();
    if (kind === 'operator' && ['!', '-', '+', '~', '++', '--'].includes(text)) {
      this.take();
      return { kind: 'unary', operator: text, operand: this.unary(), place };
    }
    if (text === '*' || text === '&')
      this.fail('R07', 'there is no pointer arithmetic, and no address of a value');
    if (text === 'new') this.fail('R07', 'object pointers are not used in this house');
    if (text === '[') this.fail('R02', 'there are no lambdas');
    if (text === '(' && this.isType(1) && this.peek(2).text === ')') return this.cast(place);
    if (text === '(' && this.isType(1) && this.peek(2).text === '*')
      this.fail('R07', 'there are no pointers to simple types');
    return this.postfix(this.primary());
  }

  private cast(place: Place): Expression {
    this.take();
    const type = this.typeName(false);
    this.expect(')');
    return { kind: 'cast', type, operand: this.unary(), place };
  }

  private postfix(start: Expression): Expression {
    let expression = start;
    for (;;) {
      const { text, place } = this.peek();
      if (text === '[') {
        this.take();
        const index = this.expression();
        this.expect(']');
        expression = { kind: 'index', target: expression, index, place };
      } else if (text === '.') {
        this.take();
        expression = { kind: 'member', target: expression, name: this.word(), place };
      } else if (text === '->' || text === '->*') this.fail('R07', '"->" is not MQL5');
      else if (text === '(') {
        this.take();
        expression = { kind: 'call', callee: expression, args: this.args(), place: expression.place };
      } else if (text === '++' || text === '--') {
        this.take();
        expression = { kind: 'postfix', operator: text, operand: expression, place };
      } else return expression;
    }
  }

  private args(): Expression[] {
    const args: Expression[] = [];
    while (!this.accept(')')) {
      if (this.peek().text === '{') this.fail('R08', 'a list is not an argument: declare a variable');
      args.push(this.expression());
      if (!this.accept(',') && this.peek().text !== ')') this.fail('syntax', 'expected "," or ")"');
    }
    return args;
  }

  private primary(): Expression {
    const token = this.take();
    const { place, value = '' } = token;
    switch (token.kind) {
      case 'number':
        return { kind: 'number', text: token.text, place };
      case 'string':
        return { kind: 'string', value: value + this.adjacentStrings(), place };
      case 'char':
      case 'date':
      case 'color':
        return { kind: token.kind, value, place };
      case 'word':
        return this.named(token);
      case 'operator':
        return this.operatorPrimary(token);
      case 'directive':
      case 'end':
        this.fail('syntax', 'unexpected end of the source');
    }
  }

  private operatorPrimary(token: Token): Expression {
    const { place } = token;
    if (token.text === '::') return { kind: 'name', name: this.word(), scope: '', place };
    if (token.text !== '(') this.fail('syntax', `unexpected "${token.text}"`, place);
    const inner = this.expression();
    this.expect(')');
    return { kind: 'paren', inner, place };
  }

  private named(token: Token): Expression {
    const { text, place } = token;
    if (text === 'this') return { kind: 'this', place };
    if (this.types.has(text) && this.peek().text === '(') return this.functionalCast(token);
    if (this.peek().text === '::') {
      this.take();
      return { kind: 'name', name: this.word(), scope: text, place };
    }
    const isValue = ['true', 'false', 'NULL', 'EMPTY_VALUE'].includes(text);
    if (!isValue && RESERVED_WORDS.has(text)) this.fail('R17', `"${text}" is a reserved word`, place);
    return { kind: 'name', name: text, scope: null, place };
  }

  private functionalCast(token: Token): Expression {
    this.expect('(');
    const operand = this.expression();
    this.expect(')');
    return {
      kind: 'cast',
      type: { name: token.text, isConst: false, place: token.place },
      operand,
      place: token.place,
    };
  }

  private adjacentStrings(): string {
    let text = '';
    while (this.peek().kind === 'string') text += this.take().value ?? '';
    return text;
  }

  // Cursor

  private isType(ahead: number): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && this.types.has(token.text);
  }

  private newName(): string {
    const { kind, text, place } = this.peek();
    if (kind === 'word' && (RESERVED_WORDS.has(text) || BASIC_TYPES.has(text))) {
      throw new SourceError('R17', place, `"${text}" is a reserved word`);
    }
    if (text.length > 63) throw new SourceError('R17', place, `"${text}" is longer than 63 characters`);
    return this.word();
  }

  private word(): string {
    const token = this.take();
    if (token.kind !== 'word') this.fail('syntax', `expected a name, found "${token.text}"`, token.place);
    return token.text;
  }

  private peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)];
    if (token === undefined) throw new Error('a source has at least its end');
    return token;
  }

  private take(): Token {
    const token = this.peek();
    if (token.kind === 'end') this.fail('syntax', 'unexpected end of the source');
    this.at++;
    return token;
  }

  private accept(text: string): boolean {
    const token = this.peek();
    if (token.text !== text || !['operator', 'word'].includes(token.kind)) return false;
    this.at++;
    return true;
  }

  private expect(text: string): Token {
    const token = this.peek();
    if (!this.accept(text)) this.fail('syntax', `expected "${text}", found "${token.text}"`);
    return token;
  }

  private fail(rule: string, reason: string, place: Place = this.peek().place): never {
    throw new SourceError(rule, place, reason);
  }
}
