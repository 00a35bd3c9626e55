import { type Call, type Expression, type FunctionDeclaration, type Statement } from '../language/tree';
import { type Report } from './finding';
import { checkFormat } from './format-rule';
import { type Model } from './model';
import { type Typing } from './typing';
import { isNumber, isReal, isString, type Type } from './types';
import { expressionsOf, statementsWithin, within } from './walk';

/** Rules about values: references, conversions, side effects, formats. */
export function checkExpressions(model: Model, typing: Typing, report: Report): void {
  for (const f of model.bodies) if (f.body) new ExpressionRules(model, typing, report).check(f, f.body);
}

const CONVERSIONS: Readonly<Record<string, number>> = { CharArrayToString: 3, StringToCharArray: 4 };

class ExpressionRules {
  constructor(
    private readonly model: Model,
    private readonly typing: Typing,
    private readonly report: Report,
  ) {}

  check(f: FunctionDeclaration, body: Statement): void {
    for (const statement of statementsWithin(body)) {
      this.statement(f, statement);
      for (const outer of expressionsOf(statement)) for (const e of within(outer)) this.expression(e);
    }
  }

  private statement(f: FunctionDeclaration, s: Statement): void {
    if (s.kind === 'if' || s.kind === 'while' || s.kind === 'do') this.condition(s.test);
    if (s.kind === 'for' && s.test) this.condition(s.test);
    if (s.kind === 'return' && s.value) this.conversion(f.returns.name, s.value, 'returned');
    if (s.kind === 'expression' && s.expression.kind === 'call') this.unchecked(s.expression);
    if (s.kind !== 'variable') return;
    for (const { value, extent } of s.declarators) {
      if (value && value.kind !== 'list' && extent === 'single')
        this.conversion(s.type.name, value, 'assigned');
    }
  }

  private expression(e: Expression): void {
    if (e.kind === 'choice') this.condition(e.test);
    if (e.kind === 'unary' && e.operator === '!') this.condition(e.operand);
    if (e.kind === 'binary' && ['&&', '||'].includes(e.operator)) {
      this.condition(e.left);
      this.condition(e.right);
    }
    if (e.kind === 'binary' && ['+', '==', '!=', '<', '>', '<=', '>='].includes(e.operator)) this.mixture(e);
    if (e.kind === 'assign' && e.operator === '=') {
      const target = this.typing.typeOf(e.left);
      if (target && !target.isArray) this.conversion(target.name, e.right, 'assigned');
    }
    if (e.kind === 'call') this.call(e);
  }

  /** A string is not a condition, since build 1495. */
  private condition(e: Expression): void {
    const type = this.typing.typeOf(e);
    if (type && isString(type))
      this.report('R22', e.place, 'a string is not a condition: compare it, or ask its length');
  }

  private mixture(e: Extract<Expression, { kind: 'binary' }>): void {
    const left = this.typing.typeOf(e.left);
    const right = this.typing.typeOf(e.right);
    if (
      left &&
      right &&
      isString(left) !== isString(right) &&
      [left, right].every((t) => t.name !== 'NULL')
    ) {
      this.report('R22', e.place, 'text and a number are mixed: cast the number with (string) or a function');
    }
  }

  /** Conversions that MetaEditor warns of or refuses are written out. */
  private conversion(to: string, e: Expression, verb: string): void {
    const from = this.typing.typeOf(e);
    if (!from || from.isArray || from.name === to || from.name === 'NULL') return;
    const target: Type = { name: to, isArray: false, isPlace: false };
    if (isString(target) !== isString(from) && !this.model.records.has(to)) {
      this.report('R22', e.place, `a ${from.name} is ${verb} as a ${to}: write the conversion`);
    } else if (this.model.isEnum(target) && !this.model.isEnum(from)) {
      this.report('R10', e.place, `a ${from.name} is ${verb} as ${to}: write the cast`);
    } else if (this.model.isEnum(target))
      this.report('R10', e.place, `${from.name} is ${verb} as ${to}: write the cast`);
    else if (isReal(from) && isNumber(target) && !isReal(target)) {
      this.report('R22', e.place, `a ${from.name} is ${verb} as a ${to}: write the cast, digits are lost`);
    }
  }

  private call(e: Call): void {
    const target = this.typing.targetOf(e);
    for (const arg of e.args) this.sideEffect(arg);
    if (!target) return;
    target.parameters.forEach((parameter, i) => {
      const arg = e.args[i];
      if (!arg) return;
      if (parameter.byReference) this.reference(parameter.type.name, parameter.extent !== 'single', arg);
      else if (parameter.type.name !== 'any') this.conversion(parameter.type.name, arg, 'passed');
    });
    this.codePage(e, target.name);
    if (['PrintFormat', 'StringFormat'].includes(target.name)) checkFormat(e, this.typing, this.report);
    if (['Print', 'Alert', 'Comment'].includes(target.name)) this.printed(e);
  }

  /** The order in which arguments are evaluated is not documented for sure. */
  private sideEffect(arg: Expression): void {
    for (const part of within(arg)) {
      const changes =
        part.kind === 'assign' ||
        part.kind === 'postfix' ||
        (part.kind === 'unary' && ['++', '--'].includes(part.operator));
      if (changes)
        this.report(
          'R21',
          part.place,
          'an argument changes something: the order of evaluation is not defined',
        );
    }
  }

  private reference(type: string, wantsArray: boolean, arg: Expression): void {
    const found = this.typing.typeOf(arg);
    if (!found) return;
    if (!found.isPlace) {
      this.report('R04', arg.place, 'a reference is bound to a variable, not to a value');
      return;
    }
    if (type === 'any' && !wantsArray) return;
    const isSame = type === 'any' || found.name === type || this.model.isKindOf(found.name, type);
    if (!isSame || found.isArray !== wantsArray) {
      const is = `${found.name}${found.isArray ? '[]' : ''}`;
      this.report('R04', arg.place, `a reference to ${type}${wantsArray ? '[]' : ''} is bound to ${is}`);
    }
  }

  private codePage(e: Call, name: string): void {
    const position = CONVERSIONS[name];
    if (position === undefined) return;
    const page = e.args[position];
    if (page?.kind !== 'name' || page.name !== 'CP_UTF8') {
      this.report('R27', e.place, `${name} without CP_UTF8 uses the machine's own code page`);
    }
  }

  /** Printed doubles differ from build to build; MetaEditor's text of them is nobody's format. */
  private printed(e: Call): void {
    for (const arg of e.args) {
      const type = this.typing.typeOf(arg);
      if (type && isReal(type)) this.report('R22', arg.place, 'print a double with DoubleToString');
    }
  }

  private unchecked(e: Call): void {
    const name = this.typing.targetOf(e)?.name ?? '';
    if (
      [
        'OrderSend',
        'OrderCheck',
        'FileWriteString',
        'HistorySelect',
        'SymbolInfoTick',
        'WebRequest',
      ].includes(name)
    ) {
      if (name !== 'FileWriteString') this.report('R20', e.place, `what ${name} answers is not looked at`);
    }
  }
}
