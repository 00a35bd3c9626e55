import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AdmissionDesk } from './admission';

/** A revoked token is noticed after this long at the latest, plus what the recogniser's cache allows. */
const EVERY_MS = 2_000;

interface Watched {
  readonly token: string;
  readonly lost: () => void;
}

/** Asks again, as long as a line is open, whether its token still holds. */
@Injectable()
export class TokenWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly watched = new Set<Watched>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly desk: AdmissionDesk) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      void this.askAgain();
    }, EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Calls `lost` once when the token no longer holds. Returns the way to stop watching. */
  watch(token: string, lost: () => void): () => void {
    const entry = { token, lost };
    this.watched.add(entry);
    return () => this.watched.delete(entry);
  }

  /** One question per token, however many lines it holds open. A database that is away ends nobody's line. */
  private async askAgain(): Promise<void> {
    for (const token of new Set([...this.watched].map((entry) => entry.token))) {
      const holds = await this.desk.stillHolds(token).catch(() => true);
      if (holds) continue;
      for (const entry of this.watched) {
        if (entry.token === token && this.watched.delete(entry)) entry.lost();
      }
    }
  }
}
