import { sampledGauge } from '../platform/metrics/sampled-gauge';
import { Mt5SessionService } from './mt5-session.service';

export const sessionMetricProviders = [
  sampledGauge({
    name: 'rubi_mt5_sessions_active',
    help: 'Terminals that are connected and heard from, of the whole installation.',
    source: Mt5SessionService,
    sample: async (sessions) => (await sessions.pulse()).active,
  }),
  sampledGauge({
    name: 'rubi_mt5_ping_age_seconds',
    help: 'How long the quietest connected terminal has been silent.',
    source: Mt5SessionService,
    sample: async (sessions) => (await sessions.pulse()).silenceSeconds,
  }),
];
