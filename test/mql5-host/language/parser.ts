import { type ParseOptions } from './cursor';
import { readSources } from './sources';
import { StatementParser } from './statements';
import { type Place } from './token';
import {
  type Access,
  type Declaration,
  type EnumDeclaration,
  type Expression,
  type Extent,
  type FunctionDeclaration,
  type Parameter,
  type Program,
  type RecordDeclaration,
  type TypeName,
  type VariableDeclaration,
} from './tree';
import { type Modifiers } from './variables';

export function parseProgram(mainFile: string, options: ParseOptions): Program {
  const sources = readSources(mainFile, options);
  const declarations = new Parser(sources.tokens, options).declarations();
  return { file: sources.file, files: sources.files, properties: sources.properties, declarations };
}

/** A recursive-descent parser of documented MQL5. What it does not know it names and refuses. */
class Parser extends StatementParser {
  declarations(): Declaration[] {
    const declarations: Declaration[] = [];
    while (this.peek().kind !== 'end') {
      if (this.accept(';')) continue;
      declarations.push(...this.declaration());
    }
    return declarations;
  }

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
        this.take();
        this.take();
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
}
