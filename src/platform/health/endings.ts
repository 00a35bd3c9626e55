import { type INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { LateEndError } from '../errors/late-end-error';

/** How long a start is waited for that is under way when the process is told to end: usual ones take less. */
export const START_WITHIN_MS = 8_000;
/** How long closing may take: together with such a start, less than the 30 s that container platforms wait. */
export const END_WITHIN_MS = 20_000;

const HOOKS = ['onModuleDestroy', 'beforeApplicationShutdown', 'onApplicationShutdown'] as const;

type Ending = Partial<Record<(typeof HOOKS)[number], (signal?: string) => unknown>>;

/**
 * Knows what has been told to end and has not, and how long that may take. Each room's patience is bounded, but a
 * database that is out of reach costs everybody's patience in turn, and a library may have none.
 */
export class Endings {
  private readonly open = new Set<{ readonly what: string }>();
  private readonly watched = new WeakSet();

  /** From now on it is known which providers of the application have not ended. */
  watch(app: INestApplicationContext): void {
    for (const { providers } of app.get(ModulesContainer).values()) {
      for (const { instance } of providers.values()) {
        if (typeof instance === 'object' && instance !== null) this.watchProvider(instance);
      }
    }
  }

  /** Notes that this is waited for, until it is over. */
  async during<T>(what: string, work: () => Promise<T>): Promise<T> {
    const entry = { what };
    this.open.add(entry);
    try {
      return await work();
    } finally {
      this.open.delete(entry);
    }
  }

  /** @throws LateEndError, which says what is still waited for, when it takes longer */
  async within<T>(limitMs: number, work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const waitedFor = [...this.open].map(({ what }) => what);
        reject(new LateEndError(limitMs, waitedFor));
      }, limitMs);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private watchProvider(provider: Ending): void {
    if (this.watched.has(provider)) return;
    this.watched.add(provider);
    for (const hook of HOOKS) {
      const end = provider[hook]?.bind(provider);
      if (!end) continue;
      const what = `${provider.constructor.name}.${hook}`;
      provider[hook] = (signal) =>
        this.during(what, async () => {
          await end(signal);
        });
    }
  }
}
