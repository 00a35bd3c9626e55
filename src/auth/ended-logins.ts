import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../platform/time/clock';
import { RefreshTokensRepository } from './refresh-tokens.repository';

const EVERY_MS = 3_600_000;
/** Long enough to tell a person when and from where they were logged in. */
const KEPT_MS = 30 * 86_400_000;

/** Forgets the refresh tokens of logins that ended long ago, so that their table does not grow for ever. */
@Injectable()
export class EndedLogins implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(EndedLogins.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly refreshTokens: RefreshTokensRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async sweep(): Promise<void> {
    try {
      await this.refreshTokens.deleteEndedBefore(new Date(this.clock.now().getTime() - KEPT_MS));
    } catch (error) {
      this.logger.warn('Ended logins were not swept; the next hour tries again', error);
    }
  }
}
