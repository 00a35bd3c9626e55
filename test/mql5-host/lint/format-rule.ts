import { type Call } from '../language/tree';
import { type Report } from './finding';
import { type Typing } from './typing';
import { isReal, isString, isWide, type Type } from './types';

const CONVERSION = /%(%|[-+ #0]*\d*(?:\.\d+)?(I64|ll|h|l)?([a-zA-Z]))/g;

/** R28: a format fits its arguments; what does not is undefined. */
export function checkFormat(call: Call, typing: Typing, report: Report): void {
  const [format, ...args] = call.args;
  if (format?.kind !== 'string') {
    report('R28', call.place, 'a format is a literal, so that it can be checked');
    return;
  }
  let next = 0;
  for (const [whole, body, size = '', letter = ''] of format.value.matchAll(CONVERSION)) {
    if (body === '%') continue;
    const arg = args[next++];
    const type = arg && typing.typeOf(arg);
    if (!arg) report('R28', call.place, `"${whole}" has no argument`);
    else if (type && !fits(letter, size, type))
      report('R28', arg.place, `"${whole}" is given a ${type.name}`);
  }
  if (next < args.length)
    report('R28', call.place, `${args.length - next} arguments have no place in the format`);
}

function fits(letter: string, size: string, type: Type): boolean {
  if (letter === 's') return isString(type);
  if ('eEfgGaA'.includes(letter)) return isReal(type);
  if (!'diuoxXc'.includes(letter) || isString(type) || isReal(type)) return false;
  return isWide(type) === (size === 'I64' || size === 'll');
}
