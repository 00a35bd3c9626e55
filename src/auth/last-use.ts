import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../platform/time/clock';
import { ApiTokensRepository } from './api-tokens.repository';

/** Soon enough for a person who watches whether their terminal has come. */
const FLUSH_EVERY_MS = 5000;
/** A terminal calls several times a second; a minute is as exact as anybody needs it. */
const WRITE_EVERY_MS = 60_000;

/** Remembers when API tokens were used, and writes it down for many of them at once. */
@Injectable()
export class LastUse implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(LastUse.name);
  private readonly unwritten = new Map<string, Date>();
  private readonly writtenAt = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), FLUSH_EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.writtenAt.clear();
    await this.flush();
  }

  note(tokenId: string): void {
    this.unwritten.set(tokenId, this.clock.now());
  }

  /** Writes the uses of tokens that were not written within the last minute. The others wait. */
  async flush(): Promise<void> {
    const now = this.clock.monotonicMs();
    const due = new Map(
      [...this.unwritten].filter(([id]) => now - (this.writtenAt.get(id) ?? -Infinity) >= WRITE_EVERY_MS),
    );
    if (due.size === 0) return;
    for (const id of due.keys()) {
      this.unwritten.delete(id);
      this.writtenAt.set(id, now);
    }
    this.forgetOld(now);
    try {
      await this.tokens.storeUses(due);
    } catch (error) {
      // It is a convenience: it must never fail a request, and the next use writes it again.
      this.logger.warn(`The last use of ${due.size} API tokens was not written`, error);
    }
  }

  private forgetOld(now: number): void {
    for (const [id, at] of this.writtenAt) if (now - at >= WRITE_EVERY_MS) this.writtenAt.delete(id);
  }
}
