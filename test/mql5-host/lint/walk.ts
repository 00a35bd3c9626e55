import { type Expression, type Statement, type SwitchGroup } from '../language/tree';

/** The parts of an expression, from left to right. */
export function partsOf(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'paren':
      return [e.inner];
    case 'unary':
    case 'postfix':
    case 'cast':
      return [e.operand];
    case 'binary':
    case 'assign':
      return [e.left, e.right];
    case 'choice':
      return [e.test, e.yes, e.no];
    case 'call':
      return [e.callee, ...e.args];
    case 'index':
      return [e.target, e.index];
    case 'member':
      return [e.target];
    case 'list':
      return e.items;
    default:
      return [];
  }
}

/** An expression and all that is in it. */
export function* within(e: Expression): Generator<Expression> {
  yield e;
  for (const part of partsOf(e)) yield* within(part);
}

/** The expressions that stand in a statement itself, not in the statements inside it. */
export function expressionsOf(s: Statement): readonly Expression[] {
  switch (s.kind) {
    case 'expression':
      return [s.expression];
    case 'variable':
      return s.declarators.flatMap(({ value, args, extent }) => [
        ...(typeof extent === 'object' ? [extent.size] : []),
        ...(value ? [value] : []),
        ...(args ?? []),
      ]);
    case 'if':
    case 'while':
    case 'do':
      return [s.test];
    case 'for':
      return [...(s.test ? [s.test] : []), ...s.step];
    case 'switch':
      return [s.subject, ...s.groups.flatMap(({ labels }) => labels.filter((label) => label !== null))];
    case 'return':
      return s.value ? [s.value] : [];
    default:
      return [];
  }
}

/** The statements directly inside a statement. */
export function statementsOf(s: Statement): readonly Statement[] {
  switch (s.kind) {
    case 'block':
      return s.statements;
    case 'if':
      return s.no ? [s.yes, s.no] : [s.yes];
    case 'while':
    case 'do':
      return [s.body];
    case 'for':
      return s.start ? [s.start, s.body] : [s.body];
    case 'switch':
      return s.groups.flatMap(({ statements }: SwitchGroup) => statements);
    default:
      return [];
  }
}

/** A statement and all the statements in it. */
export function* statementsWithin(s: Statement): Generator<Statement> {
  yield s;
  for (const inner of statementsOf(s)) yield* statementsWithin(inner);
}

/** Every expression of a body, with all that is in it. */
export function* allExpressions(body: Statement): Generator<Expression> {
  for (const statement of statementsWithin(body)) {
    for (const expression of expressionsOf(statement)) yield* within(expression);
  }
}
