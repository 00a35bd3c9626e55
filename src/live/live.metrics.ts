import { Injectable } from '@nestjs/common';
import { InjectMetric, makeGaugeProvider, makeHistogramProvider } from '@willsoto/nestjs-prometheus';
import { Gauge, Histogram } from 'prom-client';

const CONNECTIONS = 'rubi_ws_connections';
const DELAY = 'rubi_live_delay_seconds';

export type LiveTransport = 'socket.io' | 'websocket';

export const liveMetricProviders = [
  makeGaugeProvider({
    name: CONNECTIONS,
    help: 'Open lines of the live feed on this process.',
    labelNames: ['transport'],
  }),
  makeHistogramProvider({
    name: DELAY,
    help: 'Seconds from the recording of an event to its sending to the clients of this process.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  }),
];

@Injectable()
export class LiveMetrics {
  constructor(
    @InjectMetric(CONNECTIONS) private readonly connections: Gauge<'transport'>,
    @InjectMetric(DELAY) private readonly delay: Histogram,
  ) {}

  /** An event was sent to those who follow it. */
  shown(recordedAt: Date, at: Date): void {
    this.delay.observe(Math.max(0, at.getTime() - recordedAt.getTime()) / 1_000);
  }

  opened(transport: LiveTransport): void {
    this.connections.inc({ transport });
  }

  closed(transport: LiveTransport): void {
    this.connections.dec({ transport });
  }
}
