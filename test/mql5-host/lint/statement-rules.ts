import {
  type Expression,
  type FunctionDeclaration,
  type Statement,
  type VariableDeclaration,
} from '../language/tree';
import { type Report } from './finding';
import { type Model } from './model';
import { type Typing } from './typing';
import { isString } from './types';
import { expressionsOf, statementsWithin, within } from './walk';

/** Rules about how a body runs: every path returns, nothing is read before it has a value, no division by zero. */
export function checkStatements(model: Model, typing: Typing, report: Report): void {
  for (const declaration of model.program.declarations) {
    if (declaration.kind === 'variable') checkLists(model, declaration, report);
  }
  for (const f of model.bodies) checkBody(model, typing, f, report);
}

function checkBody(model: Model, typing: Typing, f: FunctionDeclaration, report: Report): void {
  const { body } = f;
  if (body === null) return;
  const returnsValue = f.returns.name !== '' && f.returns.name !== 'void';
  if (returnsValue && !alwaysLeaves(body)) report('R20', body.end, `${f.name} does not return on every path`);
  for (const statement of statementsWithin(body)) {
    if (statement.kind === 'variable') {
      checkLists(model, statement, report);
      checkStart(model, statement, report);
    } else if (statement.kind === 'switch') checkSwitch(model, typing, statement, report);
    checkLoop(statement, report);
  }
  checkDivisions(f, body, report);
}

/** `{…}` starts arrays and structures without constructor; an empty one fills them with zeros. */
function checkLists(model: Model, { type, declarators }: VariableDeclaration, report: Report): void {
  for (const { value, extent, place } of declarators) {
    if (value?.kind !== 'list' || extent !== 'single') continue;
    const record = model.records.get(type.name);
    if (!record || record.flavour === 'class' || model.hasConstructor(record)) {
      report('R08', place, `a ${type.name} cannot be started with a list`);
    } else if (value.items.length > 0)
      report('R08', place, 'start a structure with {} and set its fields by name');
  }
}

/** Locals hold garbage until they are set. Objects with a constructor and dynamic arrays start by themselves. */
function checkStart(model: Model, { type, declarators, storage }: VariableDeclaration, report: Report): void {
  if (storage === 'static') return;
  for (const { name, value, args, extent, place } of declarators) {
    if (value !== null || args !== null || extent !== 'single') continue;
    const record = model.records.get(type.name);
    if (record?.flavour === 'class') continue;
    report('R20', place, `the local "${name}" has no value yet${record ? ': write ={}' : ''}`);
  }
}

function checkSwitch(
  model: Model,
  typing: Typing,
  s: Extract<Statement, { kind: 'switch' }>,
  report: Report,
): void {
  const subject = typing.typeOf(s.subject);
  if (subject && isString(subject)) report('R12', s.place, 'a switch takes whole numbers, not strings');
  for (const label of s.groups.flatMap(({ labels }) => labels)) {
    if (label !== null && !isConstant(model, label)) report('R12', label.place, 'a case is a constant');
  }
}

function isConstant(model: Model, e: Expression): boolean {
  if (e.kind === 'name') return model.api.constants.has(e.name) || isEnumItem(model, e.name);
  if (e.kind === 'unary') return isConstant(model, e.operand);
  return e.kind === 'number' || e.kind === 'char';
}

function isEnumItem(model: Model, name: string): boolean {
  return [...model.enums.values()].some(({ items }) => items.some((item) => item.name === name));
}

/** A loop without a condition must at least have a way out. */
function checkLoop(s: Statement, report: Report): void {
  const isLoop = s.kind === 'while' || s.kind === 'do' || s.kind === 'for';
  if (!isLoop) return;
  const endless =
    s.test === null || (s.test.kind === 'name' && s.test.name === 'true') || s.test.kind === 'number';
  if (endless) report('R27', s.place, 'a loop says in its condition when it ends');
}

function alwaysLeaves(s: Statement): boolean {
  switch (s.kind) {
    case 'return':
      return true;
    case 'block':
      return s.statements.some(alwaysLeaves);
    case 'if':
      return s.no !== null && alwaysLeaves(s.yes) && alwaysLeaves(s.no);
    case 'switch':
      return (
        s.groups.some(({ labels }) => labels.includes(null)) &&
        s.groups.every(({ statements }) => statements.some(alwaysLeaves) && !statements.some(breaks))
      );
    default:
      return false;
  }
}

function breaks(s: Statement): boolean {
  return [...statementsWithin(s)].some(({ kind }) => kind === 'break');
}

/** What is divided by is a constant, or is tested in the same function. */
function checkDivisions(f: FunctionDeclaration, body: Statement, report: Report): void {
  const tested = testedNames(body);
  for (const statement of statementsWithin(body)) {
    for (const outer of expressionsOf(statement)) {
      for (const e of within(outer)) {
        const divides =
          (e.kind === 'binary' && ['/', '%'].includes(e.operator)) ||
          (e.kind === 'assign' && ['/=', '%='].includes(e.operator));
        if (!divides || isNonZero(e.right)) continue;
        const names = [...within(e.right)].flatMap((part) => nameOf(part));
        if (!names.some((name) => tested.has(name))) {
          report('R26', e.place, `${f.name} divides by what it has not tested`);
        }
      }
    }
  }
}

function isNonZero(e: Expression): boolean {
  if (e.kind === 'paren') return isNonZero(e.inner);
  if (e.kind === 'number') return !/^0*\.?0*$/.test(e.text);
  return e.kind === 'name' && /^[A-Z][A-Z0-9_]*$/.test(e.name);
}

function testedNames(body: Statement): Set<string> {
  const names = new Set<string>();
  const note = (e: Expression): void => {
    for (const part of within(e)) for (const name of nameOf(part)) names.add(name);
  };
  for (const statement of statementsWithin(body)) {
    if (statement.kind === 'if' || statement.kind === 'while') note(statement.test);
    for (const outer of expressionsOf(statement)) {
      for (const e of within(outer)) if (e.kind === 'choice') note(e.test);
    }
  }
  return names;
}

function nameOf(e: Expression): string[] {
  return e.kind === 'name' || e.kind === 'member' ? [e.name] : [];
}
