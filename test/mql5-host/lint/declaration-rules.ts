import { type Declaration, type FunctionDeclaration, type RecordDeclaration } from '../language/tree';
import { type Report } from './finding';
import { type Model } from './model';

const MOST_PARAMETERS = 64;
const LONGEST_INPUT_LABEL = 63;
const LONGEST_STRING_INPUT = 254;
const LONGEST_DESCRIPTION = 511;
const LONGEST_VERSION = 31;
const SIMPLE_INPUTS = new Set([
  'bool',
  'char',
  'uchar',
  'short',
  'ushort',
  'int',
  'uint',
  'long',
  'ulong',
  'float',
  'double',
  'string',
  'color',
  'datetime',
]);

/** The event handlers, by their exact signatures. */
const HANDLERS: Readonly<Record<string, readonly string[]>> = {
  OnInit: ['int()', 'void()'],
  OnDeinit: ['void(const int)'],
  OnTick: ['void()'],
  OnTimer: ['void()'],
  OnTrade: ['void()'],
  OnTradeTransaction: ['void(const MqlTradeTransaction &,const MqlTradeRequest &,const MqlTradeResult &)'],
};

/** Rules about what is declared: parameters, classes, enumerations, inputs, handlers. */
export function checkDeclarations(model: Model, report: Report): void {
  for (const declaration of model.program.declarations) checkDeclaration(model, declaration, report);
  checkProperties(model, report);
}

function checkDeclaration(model: Model, declaration: Declaration, report: Report): void {
  if (declaration.kind === 'function') checkFunction(model, declaration, report);
  else if (declaration.kind === 'record') checkRecord(model, declaration, report);
  else if (declaration.kind === 'variable' && declaration.storage !== 'plain')
    checkInput(model, declaration, report);
}

function checkFunction(model: Model, f: FunctionDeclaration, report: Report): void {
  if (f.parameters.length > MOST_PARAMETERS) {
    report('R18', f.place, `${f.name} has more than ${MOST_PARAMETERS} parameters`);
  }
  if (model.records.has(f.returns.name))
    report('R06', f.place, `${f.name} returns a structure: fill one by reference`);
  for (const { type, byReference, extent, place } of f.parameters) {
    if (model.records.has(type.name) && !byReference && extent === 'single') {
      report('R06', place, `${type.name} is passed by reference`);
    }
  }
  if (f.owner !== null) return;
  if (model.api.functions.has(f.name)) report('R19', f.place, `${f.name} is the name of a built-in function`);
  checkHandler(f, report);
}

function checkHandler(f: FunctionDeclaration, report: Report): void {
  const allowed = HANDLERS[f.name];
  if (!allowed) {
    if (/^On[A-Z]/.test(f.name))
      report('R20', f.place, `${f.name} looks like an event handler that the host does not call`);
    return;
  }
  const parameters = f.parameters.map(
    ({ type, byReference }) => `${type.isConst ? 'const ' : ''}${type.name}${byReference ? ' &' : ''}`,
  );
  const signature = `${f.returns.name}(${parameters.join(',')})`;
  if (!allowed.includes(signature)) {
    report('R20', f.place, `${f.name} is ${signature}, and must be ${allowed.join(' or ')}`);
  }
}

function checkRecord(model: Model, record: RecordDeclaration, report: Report): void {
  const base = record.base === null ? undefined : model.records.get(record.base);
  if (record.base !== null && !base) report('R29', record.place, `the base "${record.base}" is not declared`);
  if (base && base.flavour !== record.flavour) {
    report('R11', record.place, `a ${record.flavour} cannot have a ${base.flavour} as its base`);
  }
  for (const member of record.members) {
    if (member.kind !== 'function') continue;
    if (record.flavour === 'struct' && member.isVirtual)
      report('R11', member.place, 'a struct has no virtual methods');
    checkFunction(model, member, report);
  }
}

function checkInput(
  model: Model,
  declaration: Extract<Declaration, { kind: 'variable' }>,
  report: Report,
): void {
  if (declaration.storage === 'static') return;
  const { type, label } = declaration;
  for (const { name, extent, value, place } of declaration.declarators) {
    if (extent !== 'single' || !(SIMPLE_INPUTS.has(type.name) || model.enums.has(type.name))) {
      report('R23', place, `the input ${name} is not of a simple type`);
    }
    const room = LONGEST_STRING_INPUT - name.length;
    if (value?.kind === 'string' && value.value.length > room) {
      report('R23', place, `the value of ${name} is longer than ${room} characters`);
    }
  }
  if (label.length > LONGEST_INPUT_LABEL) {
    report(
      'R23',
      declaration.place,
      `the comment of an input holds at most ${LONGEST_INPUT_LABEL} characters`,
    );
  }
}

function checkProperties({ program }: Model, report: Report): void {
  const descriptions = program.properties.filter(({ name }) => name === 'description');
  const length = descriptions.reduce((sum, { value }) => sum + value.length, 0);
  const [first] = descriptions;
  if (first && length > LONGEST_DESCRIPTION) {
    report('R14', first.place, `the description is longer than ${LONGEST_DESCRIPTION} characters`);
  }
  for (const { name, value, place } of program.properties) {
    if (name !== 'version') continue;
    if (value.length > LONGEST_VERSION || !/^\d{1,3}\.\d{1,3}$/.test(value)) {
      report('R14', place, `the version is written as "xxx.yyy"`);
    }
  }
}
