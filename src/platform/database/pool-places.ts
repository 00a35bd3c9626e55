import { DomainError } from '../errors/domain-error';
import { type AdmissionClass } from '../http/admission/admission-classes';

/** Who waits for a place, the most important first. What stops trading does not wait, nor does what nobody asked for. */
const WAITING_CLASSES = ['report', 'sync', 'signal', 'read'] as const;
type WaitingClass = (typeof WAITING_CLASSES)[number];

/** The part of the pool that a class may fill, together with all others. */
const SHARE: Readonly<Record<WaitingClass, number>> = { report: 0.9, sync: 0.8, signal: 0.8, read: 0.8 };
/** How long one waits for a place: as long as for a connection, or as a statement may take where asking again costs little. */
const PATIENCE_MS: Readonly<Record<WaitingClass, number>> = {
  report: 5_000,
  sync: 2_000,
  signal: 2_000,
  read: 2_000,
};

/** The database has no place in time. Nothing was done. */
export class NoPlaceInTimeError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'SERVER.UNAVAILABLE';
  override readonly retryAfterSeconds = 2;

  constructor() {
    super('The service cannot answer at the moment; nothing was done');
  }
}

/**
 * Who may use the connections of the pool. Its last places are kept: reports find one when signals and reads fill all
 * others, however long those take, and the kill switch finds one when reports do.
 */
export class PoolPlaces {
  private taken = 0;
  private readonly waiting: Readonly<Record<WaitingClass, Set<() => void>>> = {
    report: new Set(),
    sync: new Set(),
    signal: new Set(),
    read: new Set(),
  };

  constructor(private readonly size: number) {}

  /** @throws NoPlaceInTimeError */
  async within<T>(of: AdmissionClass | undefined, work: () => Promise<T>): Promise<T> {
    if (of === undefined || of === 'stop') return work();
    if (this.hasRoom(of)) this.taken += 1;
    else await this.turn(of);
    try {
      return await work();
    } finally {
      this.taken -= 1;
      this.callNext();
    }
  }

  private hasRoom(of: WaitingClass): boolean {
    return this.taken < Math.max(1, Math.floor(this.size * SHARE[of]));
  }

  /** Resolves when a place has been taken for the one that waits. */
  private turn(of: WaitingClass): Promise<void> {
    return new Promise((resolve, reject) => {
      const come = (): void => {
        clearTimeout(patience);
        this.waiting[of].delete(come);
        this.taken += 1;
        resolve();
      };
      const patience = setTimeout(() => {
        this.waiting[of].delete(come);
        reject(new NoPlaceInTimeError());
      }, PATIENCE_MS[of]);
      this.waiting[of].add(come);
    });
  }

  private callNext(): void {
    for (const of of WAITING_CLASSES) {
      const [first] = this.waiting[of];
      if (!first) continue;
      if (this.hasRoom(of)) first();
      return;
    }
  }
}
