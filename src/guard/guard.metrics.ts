import { sampledGaugeBy } from '../platform/metrics/sampled-gauge';
import { STATE_SCOPES } from './trading-state';
import { TradingStatesRepository } from './trading-states.repository';

export const guardMetricProviders = [
  sampledGaugeBy({
    name: 'rubi_trading_stops',
    help: 'Switches that hold trading back, of the whole installation: reducing or halted, by whose they are',
    label: 'scope',
    values: STATE_SCOPES,
    source: TradingStatesRepository,
    sample: (states) => states.countStops(),
  }),
];
