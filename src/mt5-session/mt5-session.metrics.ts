import { makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { Clock } from '../platform/time/clock';
import { Mt5SessionRepository } from './mt5-session.repository';

/** Asked when somebody scrapes, so that an idle installation does no work for its metrics. */
export const sessionMetricProviders = [
  makeGaugeProvider({
    name: 'rubi_mt5_sessions_active',
    help: 'Terminals that are connected and heard from, of the whole installation.',
    inject: [Mt5SessionRepository, Clock],
    async collect(repository: Mt5SessionRepository, clock: Clock) {
      this.set((await repository.pulse(clock.now())).active);
    },
  }),
  makeGaugeProvider({
    name: 'rubi_mt5_ping_age_seconds',
    help: 'How long the quietest connected terminal has been silent.',
    inject: [Mt5SessionRepository, Clock],
    async collect(repository: Mt5SessionRepository, clock: Clock) {
      this.set((await repository.pulse(clock.now())).silenceSeconds);
    },
  }),
];
