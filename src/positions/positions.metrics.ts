import { sampledGauge } from '../platform/metrics/sampled-gauge';
import { PositionsRepository } from './positions.repository';

export const positionMetricProviders = [
  sampledGauge({
    name: 'rubi_positions_open',
    help: 'Open positions of the whole installation, as the terminals reported them.',
    source: PositionsRepository,
    sample: (positions) => positions.countOpen(),
  }),
];
