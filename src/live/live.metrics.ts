import { Injectable } from '@nestjs/common';
import { InjectMetric, makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { Gauge } from 'prom-client';

export const LIVE_CONNECTIONS = 'rubi_ws_connections';

export type LiveTransport = 'socket.io' | 'websocket';

export const liveMetricProviders = [
  makeGaugeProvider({
    name: LIVE_CONNECTIONS,
    help: 'Open lines of the live feed on this process.',
    labelNames: ['transport'],
  }),
];

@Injectable()
export class LiveMetrics {
  constructor(@InjectMetric(LIVE_CONNECTIONS) private readonly connections: Gauge<'transport'>) {}

  opened(transport: LiveTransport): void {
    this.connections.inc({ transport });
  }

  closed(transport: LiveTransport): void {
    this.connections.dec({ transport });
  }
}
