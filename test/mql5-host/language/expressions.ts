import { Cursor } from './cursor';
import { type Place, type Token } from './token';
import { type Binary, type Expression } from './tree';
import { RESERVED_WORDS } from './words';

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
/** Values, by the precedence of their operators. */
export abstract class ExpressionParser extends Cursor {
  protected expression(): Expression {
    const left = this.choice();
    const { text, place } = this.peek();
    if (!ASSIGNMENTS.has(text)) return left;
    this.take();
    if (this.peek().text === '{') this.fail('R08', 'a list is only allowed in a declaration');
    return { kind: 'assign', operator: text, left, right: this.expression(), place };
  }

  protected choice(): Expression {
    const test = this.binary(0);
    const { place } = this.peek();
    if (!this.accept('?')) return test;
    const yes = this.choice();
    this.expect(':');
    return { kind: 'choice', test, yes, no: this.choice(), place };
  }

  protected binary(level: number): Expression {
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

  protected unary(): Expression {
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

  protected cast(place: Place): Expression {
    this.take();
    const type = this.typeName(false);
    this.expect(')');
    return { kind: 'cast', type, operand: this.unary(), place };
  }

  protected postfix(start: Expression): Expression {
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

  protected args(): Expression[] {
    const args: Expression[] = [];
    while (!this.accept(')')) {
      if (this.peek().text === '{') this.fail('R08', 'a list is not an argument: declare a variable');
      args.push(this.expression());
      if (!this.accept(',') && this.peek().text !== ')') this.fail('syntax', 'expected "," or ")"');
    }
    return args;
  }

  protected primary(): Expression {
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

  protected operatorPrimary(token: Token): Expression {
    const { place } = token;
    if (token.text === '::') return { kind: 'name', name: this.word(), scope: '', place };
    if (token.text !== '(') this.fail('syntax', `unexpected "${token.text}"`, place);
    const inner = this.expression();
    this.expect(')');
    return { kind: 'paren', inner, place };
  }

  protected named(token: Token): Expression {
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

  protected functionalCast(token: Token): Expression {
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

  protected adjacentStrings(): string {
    let text = '';
    while (this.peek().kind === 'string') text += this.take().value ?? '';
    return text;
  }

  protected initialValue(): Expression {
    return this.peek().text === '{' ? this.list() : this.choice();
  }

  protected list(): Expression {
    const place = this.expect('{').place;
    const items: Expression[] = [];
    while (!this.accept('}')) {
      items.push(this.initialValue());
      if (!this.accept(',') && this.peek().text !== '}') this.fail('syntax', 'expected "," or "}"');
    }
    return { kind: 'list', items, place };
  }

  protected parenthesised(): Expression {
    this.expect('(');
    const inner = this.expression();
    this.expect(')');
    return inner;
  }
}
