import { type Provider } from '@nestjs/common';
import { makeCounterProvider, makeGaugeProvider, makeHistogramProvider } from '@willsoto/nestjs-prometheus';

/*
 * How a room makes a metric of its own:
 *
 *     providers: [counter({ name: 'rubi_signals_total', help: '…', labelNames: ['outcome'] })]
 *     constructor(@InjectMetric('rubi_signals_total') private readonly signals: Counter<'outcome'>) {}
 *
 * The types keep the names to Prometheus' rules: ours begin with `rubi_`, counters end in `_total`, times are seconds.
 * Labels take few values: never an id, an account or a text that somebody typed.
 */

type Name = `rubi_${string}`;

interface MetricOptions<N extends Name> {
  readonly name: N;
  readonly help: string;
  readonly labelNames?: readonly string[];
}

/** Something that is counted and only ever grows. */
export function counter(options: MetricOptions<`rubi_${string}_total`>): Provider {
  return makeCounterProvider({ ...options, labelNames: [...(options.labelNames ?? [])] });
}

/** Something that goes up and down. */
export function gauge(options: MetricOptions<Name>): Provider {
  return makeGaugeProvider({ ...options, labelNames: [...(options.labelNames ?? [])] });
}

/** How long something took, in seconds. */
export function durations(
  options: MetricOptions<`rubi_${string}_seconds`> & { readonly buckets: readonly number[] },
): Provider {
  return makeHistogramProvider({
    ...options,
    labelNames: [...(options.labelNames ?? [])],
    buckets: [...options.buckets],
  });
}
