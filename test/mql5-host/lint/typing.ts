import {
  type Block,
  type Call,
  type Expression,
  type FunctionDeclaration,
  type Statement,
  type VariableDeclaration,
} from '../language/tree';
import { type Report } from './finding';
import { type Model } from './model';
import { arithmetic, isString, NULL_TYPE, place, type Type, value } from './types';
import { expressionsOf, statementsOf } from './walk';

/** What is known of the expressions of a program: their types, and what their calls call. */
export interface Typing {
  typeOf(e: Expression): Type | undefined;
  targetOf(call: Call): FunctionDeclaration | undefined;
}

const BUILT_IN_VALUES: Readonly<Record<string, Type>> = {
  true: value('bool'),
  false: value('bool'),
  NULL: NULL_TYPE,
};

/** Finds the type of every expression, and reports names that nobody declares. */
export function typeProgram(model: Model, report: Report): Typing {
  const typist = new Typist(model, report);
  for (const declaration of model.program.declarations) {
    if (declaration.kind === 'variable') typist.declaration(declaration);
  }
  for (const f of model.bodies) if (f.body) typist.body(f, f.body);
  return typist;
}

class Typist implements Typing {
  private readonly types = new Map<Expression, Type | undefined>();
  private readonly targets = new Map<Call, FunctionDeclaration>();
  private scopes: Map<string, Type>[] = [];
  private owner: string | null = null;

  constructor(
    private readonly model: Model,
    private readonly report: Report,
  ) {}

  typeOf(e: Expression): Type | undefined {
    return this.types.get(e);
  }

  targetOf(call: Call): FunctionDeclaration | undefined {
    return this.targets.get(call);
  }

  declaration(declaration: VariableDeclaration): void {
    for (const expression of expressionsOf(declaration)) this.visit(expression);
  }

  body(f: FunctionDeclaration, body: Block): void {
    this.owner = f.owner;
    this.scopes = [new Map(f.parameters.map(({ name, type, extent }) => [name, place(type.name, extent)]))];
    for (const { args } of f.initialisers) for (const arg of args) this.visit(arg);
    this.statement(body);
    this.owner = null;
    this.scopes = [];
  }

  private statement(s: Statement): void {
    const opens = s.kind === 'block' || s.kind === 'for' || s.kind === 'switch';
    if (opens) this.scopes.push(new Map());
    if (s.kind === 'for' && s.start) this.statement(s.start);
    for (const expression of expressionsOf(s)) this.visit(expression);
    if (s.kind === 'variable') {
      for (const { name, extent } of s.declarators) this.scopes.at(-1)?.set(name, place(s.type.name, extent));
    }
    for (const inner of statementsOf(s)) {
      if (s.kind === 'for' && inner === s.start) continue;
      this.statement(inner);
    }
    if (opens) this.scopes.pop();
  }

  private visit(e: Expression): Type | undefined {
    const type = this.infer(e);
    this.types.set(e, type);
    return type;
  }

  private infer(e: Expression): Type | undefined {
    switch (e.kind) {
      case 'number':
        return value(numberType(e.text));
      case 'string':
        return value('string');
      case 'char':
        return value('ushort');
      case 'date':
        return value('datetime');
      case 'color':
        return value('color');
      case 'this':
        return this.owner === null ? undefined : place(this.owner);
      case 'name':
        return this.name(e);
      case 'paren':
        return this.visit(e.inner);
      case 'unary':
      case 'postfix':
        return this.unary(e.operator, this.visit(e.operand));
      case 'binary':
        return this.binary(e.operator, this.visit(e.left), this.visit(e.right));
      case 'assign':
        this.visit(e.right);
        return this.visit(e.left);
      case 'choice':
        this.visit(e.test);
        return this.either(this.visit(e.yes), this.visit(e.no));
      case 'call':
        return this.call(e);
      case 'index':
        return this.index(e);
      case 'member':
        return this.member(e);
      case 'cast':
        this.visit(e.operand);
        return value(e.type.name);
      case 'list':
        for (const item of e.items) this.visit(item);
        return undefined;
    }
  }

  private name(e: Extract<Expression, { kind: 'name' }>): Type | undefined {
    const local = e.scope === null ? this.local(e.name) : undefined;
    const known = local ?? BUILT_IN_VALUES[e.name] ?? this.model.global(e.name);
    if (known) return known;
    this.report('R30', e.place, `"${e.name}" is neither declared here nor a documented constant of the host`);
    return undefined;
  }

  private local(name: string): Type | undefined {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const found = this.scopes[i]?.get(name);
      if (found) return found;
    }
    return this.owner === null ? undefined : this.model.field(this.owner, name);
  }

  private unary(operator: string, operand: Type | undefined): Type | undefined {
    if (operator === '!') return value('bool');
    return operand && { ...operand, isPlace: false };
  }

  private binary(operator: string, left: Type | undefined, right: Type | undefined): Type | undefined {
    if (['==', '!=', '<', '>', '<=', '>=', '&&', '||'].includes(operator)) return value('bool');
    return left && right && arithmetic(left, right);
  }

  private either(yes: Type | undefined, no: Type | undefined): Type | undefined {
    if (!yes || !no) return yes ?? no;
    return yes.name === no.name ? value(yes.name) : arithmetic(yes, no);
  }

  private index(e: Extract<Expression, { kind: 'index' }>): Type | undefined {
    const target = this.visit(e.target);
    this.visit(e.index);
    if (!target) return undefined;
    if (isString(target)) return value('ushort');
    return { ...target, isArray: false, isPlace: true };
  }

  private member(e: Extract<Expression, { kind: 'member' }>): Type | undefined {
    const target = this.visit(e.target);
    if (!target) return undefined;
    if (!this.model.isRecord(target)) {
      this.report('R24', e.place, `"${e.name}" of a ${target.name}: methods of simple types are too recent`);
      return undefined;
    }
    const field = this.model.field(target.name, e.name);
    if (!field) this.report('R29', e.place, `${target.name} has no member "${e.name}"`);
    return field;
  }

  private call(e: Call): Type | undefined {
    const args = e.args.map((arg) => this.visit(arg));
    const candidates = this.candidates(e);
    if (!candidates) return undefined;
    const target = candidates.find((f) => accepts(f, args)) ?? candidates.find((f) => takes(f, args.length));
    if (!target) {
      this.report('R29', e.place, `no form of "${candidates[0]?.name ?? ''}" takes ${args.length} arguments`);
      return undefined;
    }
    this.targets.set(e, target);
    if (target.returns.name === 'any') return args.reduce((a, b) => a && b && this.either(a, b));
    return value(target.returns.name);
  }

  private candidates({ callee }: Call): FunctionDeclaration[] | undefined {
    if (callee.kind === 'member') {
      const target = this.visit(callee.target);
      if (!target) return undefined;
      if (!this.model.isRecord(target)) {
        this.report('R24', callee.place, `"${callee.name}()" of a ${target.name}: too recent to rely on`);
        return undefined;
      }
      return this.found(
        this.model.methods(target.name, callee.name),
        `${target.name}.${callee.name}`,
        callee,
      );
    }
    if (callee.kind !== 'name') return undefined;
    const { name, scope } = callee;
    const own = this.owner !== null && scope === null ? this.model.methods(this.owner, name) : [];
    if (own.length > 0) return own;
    const scoped = scope !== null && scope !== '' ? this.model.methods(scope, name) : undefined;
    return this.found(scoped ?? this.model.functions.get(name) ?? [], name, callee);
  }

  private found(
    functions: FunctionDeclaration[],
    name: string,
    at: Expression,
  ): FunctionDeclaration[] | undefined {
    if (functions.length > 0) return functions;
    this.report('R29', at.place, `"${name}" is neither ours nor an API function that the host implements`);
    return undefined;
  }
}

function takes(f: FunctionDeclaration, count: number): boolean {
  const least = f.parameters.filter(({ fallback }) => fallback === null).length;
  return count >= least && (f.isVariadic || count <= f.parameters.length);
}

function accepts(f: FunctionDeclaration, args: readonly (Type | undefined)[]): boolean {
  return (
    takes(f, args.length) &&
    f.parameters.every(({ type, extent }, i) => {
      const arg = args[i];
      return !arg || type.name === 'any' || (arg.name === type.name && arg.isArray === (extent !== 'single'));
    })
  );
}

function numberType(text: string): string {
  if (/^0[xX]/.test(text)) return BigInt(text) > 0xffffffffn ? 'ulong' : 'uint';
  if (/[.eE]/.test(text)) return 'double';
  return BigInt(text) > 0x7fffffffn ? 'long' : 'int';
}
