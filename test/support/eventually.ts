import { setTimeout as delay } from 'node:timers/promises';

const ATTEMPTS = 100;
const PAUSE_MS = 100;

/** Repeats expectations until they hold; ten seconds at most. For what another process does in its own time. */
export async function eventually(expectations: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await expectations();
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await delay(PAUSE_MS);
    }
  }
}
