import { type Place } from './token';
import {
  type Block,
  type Expression,
  type Statement,
  type SwitchGroup,
  type VariableDeclaration,
} from './tree';
import { VariableParser } from './variables';

/** What a function does, step by step. */
export abstract class StatementParser extends VariableParser {
  protected block(): Block {
    const place = this.expect('{').place;
    const statements: Statement[] = [];
    while (this.peek().text !== '}') statements.push(this.statement());
    return { kind: 'block', statements, place, end: this.take().place };
  }

  protected statement(): Statement {
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

  protected startsDeclaration(): boolean {
    const { text, kind } = this.peek();
    if (text === 'const' || text === 'static') return true;
    const next = this.peek(1);
    return (
      kind === 'word' && this.types.has(text) && (next.kind === 'word' || ['*', '&'].includes(next.text))
    );
  }

  protected localVariable(place: Place): VariableDeclaration {
    const modifiers = this.modifiers();
    const type = this.typeName(modifiers.isConst);
    return this.variableRest(type, modifiers, 'public', place, false);
  }

  protected expressionStatement(place: Place): Statement {
    const expression = this.expression();
    this.expect(';');
    return { kind: 'expression', expression, place };
  }

  protected ifStatement(place: Place): Statement {
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

  protected doStatement(place: Place): Statement {
    this.take();
    const body = this.statement();
    this.expect('while');
    const test = this.parenthesised();
    this.expect(';');
    return { kind: 'do', test, body, place };
  }

  protected forStatement(place: Place): Statement {
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

  protected switchStatement(place: Place): Statement {
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

  protected switchLabels(): (Expression | null)[] {
    const labels: (Expression | null)[] = [];
    while (this.peek().text === 'case' || this.peek().text === 'default') {
      labels.push(this.take().text === 'case' ? this.choice() : null);
      this.expect(':');
    }
    if (labels.length === 0) this.fail('syntax', 'expected case or default');
    return labels;
  }

  protected returnStatement(place: Place): Statement {
    this.take();
    if (this.peek().text === '{') this.fail('R08', 'a list is not a value: declare a variable');
    const value = this.peek().text === ';' ? null : this.expression();
    this.expect(';');
    return { kind: 'return', value, place };
  }
}
