import { type Provider, type Type } from '@nestjs/common';
import { makeGaugeProvider } from '@willsoto/nestjs-prometheus';

/**
 * A gauge whose value is asked for when somebody scrapes, so that an idle installation does no work for it.
 * What cannot be had (the database is away) is NaN, and all the other metrics are still told.
 */
export function sampledGauge<Source>(options: {
  readonly name: `rubi_${string}`;
  readonly help: string;
  readonly source: Type<Source>;
  readonly sample: (source: Source) => Promise<number>;
}): Provider {
  return makeGaugeProvider({
    name: options.name,
    help: options.help,
    inject: [options.source],
    async collect(source: Source) {
      const sample = Promise.resolve(source).then(options.sample);
      this.set(await sample.catch(() => Number.NaN));
    },
  });
}

/** The same for a gauge with one label, whose few values are known beforehand; what a sample leaves out is 0. */
export function sampledGaugeBy<Source, Value extends string>(options: {
  readonly name: `rubi_${string}`;
  readonly help: string;
  readonly label: string;
  readonly values: readonly Value[];
  readonly source: Type<Source>;
  readonly sample: (source: Source) => Promise<ReadonlyMap<Value, number>>;
}): Provider {
  return makeGaugeProvider({
    name: options.name,
    help: options.help,
    labelNames: [options.label],
    inject: [options.source],
    async collect(source: Source) {
      const sample = await Promise.resolve(source)
        .then(options.sample)
        .catch(() => null);
      for (const value of options.values) {
        this.set({ [options.label]: value }, sample ? (sample.get(value) ?? 0) : Number.NaN);
      }
    },
  });
}
