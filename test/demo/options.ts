import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** Ends by itself after this long; null runs until it is stopped. */
  readonly seconds: number | null;
  /** How many signals to post; null posts as long as the demo runs. */
  readonly signals: number | null;
  readonly seed: number;
  /** Null: 8000, or any free port when that one is taken. */
  readonly port: number | null;
  /** The real Expert Advisor instead of the simulated terminals. */
  readonly ea: boolean;
}

export const USAGE = `npm run demo -- [--seconds N] [--signals N] [--seed N] [--port N] [--ea]

  --seconds  end after so many seconds (default: run until Ctrl-C)
  --signals  post so many signals, then only watch (default: one every 2.5 s)
  --seed     replay the same market and the same signals (default: 1)
  --port     where the backend listens (default: 8000, or a free port when it is taken)
  --ea       trade with the Expert Advisor's own source, compiled for this machine (needs g++)
`;

/** @throws RangeError, with the sentence to show, for an option that makes no sense */
export function readOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string' },
      signals: { type: 'string' },
      seed: { type: 'string' },
      port: { type: 'string' },
      ea: { type: 'boolean', default: false },
    },
  });
  return {
    seconds: whole('seconds', values.seconds, 1, 86_400),
    signals: whole('signals', values.signals, 0, 100_000),
    seed: whole('seed', values.seed, 0, 4_294_967_295) ?? 1,
    port: whole('port', values.port, 1, 65_535),
    ea: values.ea,
  };
}

function whole(name: string, text: string | undefined, min: number, max: number): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new RangeError(`--${name} must be a whole number from ${min} to ${max}, not "${text}"`);
}
