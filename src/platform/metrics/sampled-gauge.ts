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
      this.set(await options.sample(source).catch(() => Number.NaN));
    },
  });
}
