import { basename } from 'node:path';
import { type Place } from '../language/token';
import {
  type Declarator,
  type EnumDeclaration,
  type Expression,
  type FunctionDeclaration,
  type Parameter,
  type Program,
  type RecordDeclaration,
  type Statement,
  type SwitchGroup,
  type TypeName,
  type VariableDeclaration,
} from '../language/tree';

const TYPES: Readonly<Record<string, string>> = {
  char: 'signed char',
  uchar: 'unsigned char',
  ushort: 'unsigned short',
  uint: 'unsigned int',
  long: 'long long',
  ulong: 'unsigned long long',
  color: 'mql::color',
  datetime: 'mql::datetime',
  string: 'mql::string',
};

const HANDLERS = [
  'OnInit',
  'OnDeinit',
  'OnTick',
  'OnTimer',
  'OnTrade',
  'OnTradeTransaction',
  'OnStart',
  'OnChartEvent',
] as const;

/** MQL5 names that are macros of the C library. */
const MACROS = new Set([
  'SEEK_SET',
  'SEEK_CUR',
  'SEEK_END',
  'INT_MAX',
  'UINT_MAX',
  'LONG_MAX',
  'ULONG_MAX',
  'DBL_MAX',
  'DBL_EPSILON',
]);

/** Writes a parsed program as one C++ file. `#line` keeps the compiler's messages on the MQL5 source. */
export function emitProgram(program: Program): string {
  return new Emitter().program(program);
}

/** Writes the built-in API: its enumerations, structures and the prototypes the runtime must define. */
export function emitApi(api: Program): string {
  return new Emitter().api(api);
}

class Emitter {
  private readonly lines: string[] = [];

  program(program: Program): string {
    const enums = program.declarations.filter((d) => d.kind === 'enum');
    const records = program.declarations.filter((d) => d.kind === 'record');
    const functions = program.declarations.filter((d) => d.kind === 'function');
    const variables = program.declarations.filter((d) => d.kind === 'variable');
    this.lines.push('#include "mql.hpp"', 'namespace ea {', 'using namespace mql;');
    for (const declaration of enums) this.enumeration(declaration);
    for (const { flavour, name } of records) this.lines.push(`${flavour} ${name};`);
    // In the order of the source: a constant may size a member, a member may need a whole record.
    for (const declaration of program.declarations) {
      if (declaration.kind === 'record') this.record(declaration);
      else if (declaration.kind === 'variable' && isSimpleConstant(declaration))
        this.variable(declaration, 'static ');
    }
    for (const f of functions.filter(({ owner }) => owner === null))
      this.lines.push(`${this.signature(f, true)};`);
    for (const declaration of variables) {
      if (!isSimpleConstant(declaration)) this.variable(declaration, 'static ');
    }
    for (const record of records) {
      for (const member of record.members) if (member.kind === 'function') this.functionBody(member);
    }
    for (const f of functions) this.functionBody(f);
    this.lines.push('}');
    this.handlers(program, functions);
    return `${this.lines.join('\n')}\n`;
  }

  api(api: Program): string {
    this.lines.push('#pragma once', 'namespace mql {');
    for (const declaration of api.declarations) {
      if (declaration.kind === 'enum') this.enumeration(declaration);
      else if (declaration.kind === 'record') this.record(declaration);
      else if (declaration.kind === 'variable') this.variable(declaration, 'inline ');
      else if (declaration.kind === 'function' && !isGeneric(declaration)) {
        this.lines.push(`${this.signature(declaration, true)};`);
      }
    }
    this.lines.push('}');
    return `${this.lines.join('\n')}\n`;
  }

  // Declarations

  private enumeration({ name, items, place }: EnumDeclaration): void {
    this.line(place);
    const members = items.map(
      (item) => ownName(item.name) + (item.value === null ? '' : ` = ${this.value(item.value)}`),
    );
    this.lines.push(`enum ${name} : int { ${members.join(', ')} };`);
    const cases = items.map((item) => `case ${ownName(item.name)}: return u"${item.name}"_s;`).join(' ');
    this.lines.push(
      `inline mql::string EnumToString(${name} v) { switch(v) { ${cases} } return mql::unknown_enum(u"${name}"_s, (int)v); }`,
    );
  }

  private record({ flavour, name, base, members, place }: RecordDeclaration): void {
    this.line(place);
    this.lines.push(`${flavour} ${name}${base === null ? '' : ` : public ${base}`} {`);
    for (const member of members) {
      this.lines.push(`${member.access}:`);
      if (member.kind === 'variable') this.variable(member, member.storage === 'static' ? 'static ' : '');
      else {
        this.line(member.place);
        this.lines.push(`${this.signature(member, true)};`);
      }
    }
    this.lines.push('};');
  }

  private variable(declaration: VariableDeclaration, prefix: string): void {
    for (const declarator of declaration.declarators) {
      this.line(declarator.place);
      if (declaration.storage === 'input' || declaration.storage === 'sinput')
        this.input(declaration.type, declarator);
      else this.lines.push(`${prefix}${this.declarator(declaration.type, declarator)};`);
    }
  }

  private input(type: TypeName, { name, value }: Declarator): void {
    const cppType = typeText(type);
    const fallback = value === null ? `${cppType}{}` : this.value(value);
    this.lines.push(
      `static ${cppType} ${name}_input = mql::input<${cppType}>("${name}", ${fallback});`,
      `static const mql::input_slot ${name}_slot("${name}", &${name}_input);`,
      `static const ${cppType} &${name} = ${name}_input;`,
    );
  }

  private declarator(type: TypeName, { name, extent, value, args }: Declarator): string {
    const constness = type.isConst ? 'const ' : '';
    const element = typeText(type);
    const cppType =
      extent === 'single'
        ? element
        : extent === 'dynamic'
          ? `mql::array<${element}>`
          : `mql::sarray<${element}, ${this.value(extent.size)}>`;
    const start = value === null ? (args === null ? '' : `(${this.list(args)})`) : ` = ${this.value(value)}`;
    return `${constness}${cppType} ${ownName(name)}${start}`;
  }

  private signature(f: FunctionDeclaration, isPrototype: boolean): string {
    const returns = f.returns.name === '' ? '' : `${typeText(f.returns)} `;
    const scope = f.owner !== null && !isPrototype ? `${f.owner}::` : '';
    const parameters = f.parameters.map((p) => this.parameter(p, isPrototype)).join(', ');
    const before =
      isPrototype && f.owner !== null ? `${f.isStatic ? 'static ' : ''}${f.isVirtual ? 'virtual ' : ''}` : '';
    return `${before}${returns}${scope}${f.name}(${parameters})${f.isConst ? ' const' : ''}`;
  }

  private parameter({ type, name, byReference, extent, fallback }: Parameter, isPrototype: boolean): string {
    const element = typeText(type);
    const cppType = extent === 'single' ? element : `mql::array<${element}>`;
    const start = isPrototype && fallback !== null ? ` = ${this.value(fallback)}` : '';
    return `${type.isConst ? 'const ' : ''}${cppType} ${byReference ? '&' : ''}${name}${start}`;
  }

  private functionBody(f: FunctionDeclaration): void {
    if (f.body === null) return;
    this.line(f.place);
    const initialisers = f.initialisers.map(({ name, args }) => `${name}(${this.list(args)})`).join(', ');
    this.lines.push(`${this.signature(f, false)}${initialisers === '' ? '' : ` : ${initialisers}`} {`);
    for (const statement of f.body.statements) this.statement(statement);
    this.line(f.body.end);
    this.lines.push('}');
  }

  private handlers(program: Program, functions: readonly FunctionDeclaration[]): void {
    const version = program.properties.find(({ name }) => name === 'version')?.value ?? '';
    const name = basename(program.file).replace(/\.mq5$/i, '');
    const fields = HANDLERS.map((handler) => {
      const f = functions.find((candidate) => candidate.owner === null && candidate.name === handler);
      return f === undefined ? 'nullptr' : this.handler(f);
    });
    this.lines.push(
      `const mql::program_table mql::program = { "${name}", "${version}", ${fields.join(', ')} };`,
    );
  }

  private handler(f: FunctionDeclaration): string {
    const takesNothing = f.name === 'OnInit';
    if (takesNothing && f.returns.name === 'void') return '[]() -> int { ea::OnInit(); return 0; }';
    return takesNothing ? '[]() -> int { return (int)ea::OnInit(); }' : `&ea::${f.name}`;
  }

  // Statements

  private statement(statement: Statement): void {
    if (statement.kind !== 'block') this.line(statement.place);
    switch (statement.kind) {
      case 'block':
        this.lines.push('{');
        for (const inner of statement.statements) this.statement(inner);
        this.lines.push('}');
        return;
      case 'variable':
        this.variable(statement, statement.storage === 'static' ? 'static ' : '');
        return;
      case 'expression':
        this.lines.push(`${this.value(statement.expression)};`);
        return;
      case 'if':
        this.ifStatement(statement);
        return;
      case 'while':
        this.lines.push(`while(${this.value(statement.test)})`);
        this.body(statement.body);
        return;
      case 'do':
        this.lines.push('do');
        this.body(statement.body);
        this.lines.push(`while(${this.value(statement.test)});`);
        return;
      case 'for':
        this.forStatement(statement);
        return;
      case 'switch':
        this.lines.push(`switch(${this.value(statement.subject)}) {`);
        for (const group of statement.groups) this.switchGroup(group);
        this.lines.push('}');
        return;
      case 'break':
      case 'continue':
        this.lines.push(`${statement.kind};`);
        return;
      case 'empty':
        this.lines.push(';');
        return;
      case 'return':
        this.lines.push(statement.value === null ? 'return;' : `return ${this.value(statement.value)};`);
    }
  }

  /** Always a block, so that a declaration or a directive never binds to the wrong `if`. */
  private body(statement: Statement): void {
    if (statement.kind === 'block') {
      this.statement(statement);
      return;
    }
    this.lines.push('{');
    this.statement(statement);
    this.lines.push('}');
  }

  private ifStatement({ test, yes, no }: Extract<Statement, { kind: 'if' }>): void {
    this.lines.push(`if(${this.value(test)})`);
    this.body(yes);
    if (no === null) return;
    this.lines.push('else');
    this.body(no);
  }

  private forStatement({ start, test, step, body }: Extract<Statement, { kind: 'for' }>): void {
    let head = '';
    if (start?.kind === 'variable') {
      const [first, ...rest] = start.declarators;
      head = first === undefined ? '' : this.declarator(start.type, first);
      for (const { name, value } of rest)
        head += `, ${name}${value === null ? '' : ` = ${this.value(value)}`}`;
    } else if (start?.kind === 'expression') head = this.value(start.expression);
    const condition = test === null ? '' : this.value(test);
    this.lines.push(`for(${head}; ${condition}; ${this.list(step)})`);
    this.body(body);
  }

  private switchGroup({ labels, statements }: SwitchGroup): void {
    for (const label of labels) this.lines.push(label === null ? 'default:' : `case ${this.value(label)}:`);
    for (const statement of statements) this.statement(statement);
    if (!endsInJump(statements)) this.lines.push('[[fallthrough]];');
  }

  // Expressions

  private list(expressions: readonly Expression[]): string {
    return expressions.map((e) => this.value(e)).join(', ');
  }

  private value(e: Expression): string {
    switch (e.kind) {
      case 'number':
        return numberText(e.text);
      case 'string':
        return `${utf16Literal(e.value)}_s`;
      case 'char':
        return `((unsigned short)${e.value.charCodeAt(0)})`;
      case 'date':
        return `((mql::datetime)${dateSeconds(e.value)})`;
      case 'color':
        return colorText(e.value);
      case 'name':
        return nameText(e.name, e.scope);
      case 'this':
        return '(*this)';
      case 'paren':
        return `(${this.value(e.inner)})`;
      case 'unary':
        return `${e.operator} ${this.value(e.operand)}`;
      case 'postfix':
        return `${this.value(e.operand)}${e.operator}`;
      case 'binary':
        return this.binary(e.operator, this.value(e.left), this.value(e.right));
      case 'assign':
        return this.assign(e.operator, this.value(e.left), this.value(e.right));
      case 'choice':
        return `(${this.value(e.test)} ? ${this.value(e.yes)} : ${this.value(e.no)})`;
      case 'call':
        return `${this.value(e.callee)}(${this.list(e.args)})`;
      case 'index':
        return `${this.value(e.target)}.at(${this.value(e.index)}, MQL_HERE)`;
      case 'member':
        return `${this.value(e.target)}.${e.name}`;
      case 'cast':
        return `mql::cast<${typeText(e.type)}>(${this.value(e.operand)})`;
      case 'list':
        return `{${this.list(e.items)}}`;
    }
  }

  private binary(operator: string, left: string, right: string): string {
    if (operator === '/') return `mql::divide(${left}, ${right}, MQL_HERE)`;
    if (operator === '%') return `mql::remainder(${left}, ${right}, MQL_HERE)`;
    return `${left} ${operator} ${right}`;
  }

  private assign(operator: string, left: string, right: string): string {
    if (operator === '/=') return `${left} = mql::divide(${left}, ${right}, MQL_HERE)`;
    if (operator === '%=') return `${left} = mql::remainder(${left}, ${right}, MQL_HERE)`;
    return `${left} ${operator} ${right}`;
  }

  private line({ line, file }: Place): void {
    this.lines.push(`#line ${line} "${file}"`);
  }
}

function typeText({ name }: TypeName): string {
  return TYPES[name] ?? name;
}

/** Functions over `any` or `...` are C++ templates, written by hand in the runtime. */
export function isGeneric(f: FunctionDeclaration): boolean {
  return f.isVariadic || f.returns.name === 'any' || f.parameters.some(({ type }) => type.name === 'any');
}

function isSimpleConstant({ type, storage, declarators }: VariableDeclaration): boolean {
  return type.isConst && storage === 'plain' && declarators.every(({ extent }) => extent === 'single');
}

function endsInJump(statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  if (last === undefined) return false;
  if (last.kind === 'block') return endsInJump(last.statements);
  return ['break', 'return', 'continue'].includes(last.kind);
}

function nameText(name: string, scope: string | null): string {
  if (name === 'NULL') return 'mql::null';
  if (scope === null) return ownName(name);
  return scope === '' ? `::ea::${name}` : `${scope}::${name}`;
}

function ownName(name: string): string {
  return MACROS.has(name) ? `mql_${name}` : name;
}

function numberText(text: string): string {
  const isWhole = /^\d+$/.test(text) || /^0[xX]/.test(text);
  if (!isWhole) return text;
  const value = BigInt(text);
  if (value > 0x7fffffffffffffffn) return `${text}ULL`;
  return value > 0x7fffffffn && !(value <= 0xffffffffn && /^0[xX]/.test(text)) ? `${text}LL` : text;
}

function utf16Literal(text: string): string {
  let body = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const c = text.charAt(i);
    // Octal escapes end after three digits, whatever follows.
    if (c === '"' || c === '\\') body += `\\${c}`;
    else if (code < 0x20 || code === 0x7f) body += `\\${code.toString(8).padStart(3, '0')}`;
    else if (code < 0x7f) body += c;
    // A literal of its own, so that no digit after it is read as part of it.
    else body += `\\x${code.toString(16)}" u"`;
  }
  return `u"${body}"`;
}

function dateSeconds(text: string): number {
  const [, y = '', m = '', d = '', h = '0', min = '0', s = '0'] =
    /^(\d{4})\.(\d\d)\.(\d\d)(?: (\d\d)(?::(\d\d)(?::(\d\d))?)?)?$/.exec(text) ?? [];
  return Date.UTC(+y, +m - 1, +d, +h, +min, +s) / 1000;
}

function colorText(text: string): string {
  const [r = 0, g = 0, b = 0] = text.split(',').map((part) => parseInt(part.trim()));
  return `((mql::color)${r + g * 256 + b * 65536})`;
}
