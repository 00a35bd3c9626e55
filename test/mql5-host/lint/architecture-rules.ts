import { type Call, type Expression, type FunctionDeclaration } from '../language/tree';
import { type Report } from './finding';
import { type Model } from './model';
import { type Typing } from './typing';
import { allExpressions, statementsWithin } from './walk';

const LONGEST_TIMEOUT_MS = 3000;
const MAY_USE_NETWORK = new Set(['OnTimer', 'OnDeinit']);
const NEVER = new Map([
  ['Sleep', 'Sleep blocks the thread: schedule with GetTickCount64'],
  ['OrderSendAsync', 'orders are sent one by one, and their answers are read'],
]);

/** R27: one thread, so the network is used in one place, briefly, and never from a handler that must be quick. */
export function checkArchitecture(model: Model, typing: Typing, report: Report): void {
  const callers = callersOf(model, typing);
  checkSinglePlace('WebRequest', callers, report);
  checkSinglePlace('OrderSend', callers, report);
  for (const [name, why] of NEVER)
    for (const { call } of callers.get(name) ?? []) report('R27', call.place, why);
  for (const site of callers.get('WebRequest') ?? []) checkTimeout(site, report);
  const [network] = callers.get('WebRequest') ?? [];
  if (network) checkWhoCalls(network.caller, callers, report);
}

interface CallSite {
  readonly caller: FunctionDeclaration;
  readonly call: Call;
}

function callersOf(model: Model, typing: Typing): Map<string, CallSite[]> {
  const found = new Map<string, CallSite[]>();
  for (const caller of model.bodies) {
    if (!caller.body) continue;
    for (const e of allExpressions(caller.body)) {
      if (e.kind !== 'call') continue;
      const target = typing.targetOf(e);
      const name = target ? keyOf(target) : e.callee.kind === 'name' ? e.callee.name : '';
      found.set(name, [...(found.get(name) ?? []), { caller, call: e }]);
    }
  }
  return found;
}

function keyOf({ owner, name }: FunctionDeclaration): string {
  return owner === null ? name : `${owner}::${name}`;
}

function checkSinglePlace(name: string, callers: Map<string, CallSite[]>, report: Report): void {
  const [first, ...others] = callers.get(name) ?? [];
  for (const { call, caller } of others) {
    if (first && caller !== first.caller) report('R27', call.place, `${name} is called in one function only`);
  }
}

function checkTimeout({ caller, call }: CallSite, report: Report): void {
  const timeout = call.args[3];
  const lengths = timeout ? constantsIn(timeout, caller) : [];
  if (lengths.length === 0 || lengths.some((ms) => ms > LONGEST_TIMEOUT_MS)) {
    report('R27', call.place, `a request lasts a constant time, of at most ${LONGEST_TIMEOUT_MS} ms`);
  }
}

/** The constants that an expression may come to; a local variable stands for what it starts with. */
function constantsIn(e: Expression, caller: FunctionDeclaration): number[] {
  if (e.kind === 'number') return [parseInt(e.text)];
  if (e.kind === 'choice') return [...constantsIn(e.yes, caller), ...constantsIn(e.no, caller)];
  if (e.kind === 'paren') return constantsIn(e.inner, caller);
  if (e.kind !== 'name' || !caller.body) return [];
  for (const statement of statementsWithin(caller.body)) {
    if (statement.kind !== 'variable') continue;
    const found = statement.declarators.find(({ name }) => name === e.name);
    if (found?.value) return constantsIn(found.value, caller);
  }
  return [];
}

/** Climbs from the function that uses the network to the event handlers that lead there. */
function checkWhoCalls(start: FunctionDeclaration, callers: Map<string, CallSite[]>, report: Report): void {
  const seen = new Set<string>();
  const queue = [start];
  for (let f = queue.shift(); f !== undefined; f = queue.shift()) {
    if (seen.has(keyOf(f))) continue;
    seen.add(keyOf(f));
    const isHandler = f.owner === null && /^On[A-Z]/.test(f.name);
    if (isHandler && !MAY_USE_NETWORK.has(f.name)) {
      report('R27', f.place, `${f.name} leads to WebRequest: only OnTimer and OnDeinit may`);
    }
    for (const { caller } of callers.get(keyOf(f)) ?? []) queue.push(caller);
  }
}
