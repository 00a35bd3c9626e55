import { Module } from '@nestjs/common';
import { counter } from '../../metrics/metric-providers';
import { sampledGauge } from '../../metrics/sampled-gauge';
import { Clock } from '../../time/clock';
import { AdmissionGate } from './admission-gate';
import { REFUSED_REQUESTS, Refusals } from './refusals';

/** How many requests are served at once, and which of them are refused when there are too many. */
@Module({
  providers: [
    {
      provide: AdmissionGate,
      inject: [Clock],
      useFactory: (clock: Clock) => new AdmissionGate(() => clock.monotonicMs()),
    },
    Refusals,
    counter({
      name: REFUSED_REQUESTS,
      help: 'Requests refused because there were too many, by what they were',
      labelNames: ['class'],
    }),
    sampledGauge({
      name: 'rubi_requests_limit',
      help: 'How many requests may be under way at once, as this process has found out',
      source: AdmissionGate,
      sample: (gate) => Promise.resolve(gate.load.limit),
    }),
  ],
  exports: [AdmissionGate, Refusals],
})
export class AdmissionModule {}
