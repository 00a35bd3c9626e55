import { makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { PositionsRepository } from './positions.repository';

/** Asked when somebody scrapes, so that an idle installation does no work for its metrics. */
export const positionMetricProviders = [
  makeGaugeProvider({
    name: 'rubi_positions_open',
    help: 'Open positions of the whole installation, as the terminals reported them.',
    inject: [PositionsRepository],
    async collect(positions: PositionsRepository) {
      this.set(await positions.countOpen());
    },
  }),
];
