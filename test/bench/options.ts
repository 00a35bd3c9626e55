import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { SCENARIOS } from './scenarios/scenarios';
import { SIZES, type Sizes } from './sizes';

export const OPTIONS_HELP =
  'npm run bench -- [--quick | --smoke] [--only a,b] [--out docs/bench | --no-report] [--profile directory]';

export interface Options {
  readonly size: Sizes['name'];
  readonly only: readonly string[];
  /** Where the report goes; null for nowhere. */
  readonly output: string | null;
  /** Where servers leave their CPU profiles; null for nowhere. */
  readonly profile: string | null;
}

/** @throws Error when an option is unknown or makes no sense */
export function readOptions(given: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...given],
    options: {
      quick: { type: 'boolean', default: false },
      smoke: { type: 'boolean', default: false },
      only: { type: 'string' },
      out: { type: 'string' },
      'no-report': { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  });
  const only = values.only?.split(',') ?? Object.keys(SCENARIOS);
  const unknown = only.filter((letter) => !Object.hasOwn(SCENARIOS, letter));
  if (unknown.length > 0) throw new Error(`There is no scenario ${unknown.join(', ')}`);
  const size = values.smoke ? SIZES.smoke : values.quick ? SIZES.quick : SIZES.full;
  const isWhole = values.only === undefined && size.name === 'full';
  // Part of the bench must not overwrite the report of the whole.
  const output = values.out ?? (isWhole ? 'docs/bench' : null);
  return {
    size: size.name,
    only,
    output: values['no-report'] || output === null ? null : resolve(output),
    profile: values.profile === undefined ? null : resolve(values.profile),
  };
}
