import { type Seat } from '../server/population';
import { type ServerUnderTest } from '../server/server-under-test';
import { type Bench } from '../scenario';

/** A `POST` that does nothing, behind the guards, limits and validation of all others. */
export const NOOP = '/bench/noop';
/** Enough to keep the server busy, few enough that they do not wait for long. */
const CONNECTIONS = 32;

/**
 * What a no-op costs the server at this moment, in milliseconds of CPU. The speed of a shared machine changes by the hour:
 * what a call costs means something beside it.
 */
export async function noopCpuMs(
  { generator, sizes }: Bench,
  server: ServerUnderTest,
  seats: readonly Seat[],
): Promise<number> {
  const tokens = seats.map(({ token }) => token);
  const load = (durationMs: number) =>
    generator.run({
      kind: 'closed',
      port: server.port,
      path: NOOP,
      connections: CONNECTIONS,
      durationMs,
      tokens,
    });
  await load(sizes.warmUpMs);
  const before = await server.usage();
  const { done } = await load(sizes.runMs);
  return ((await server.usage()).cpuMs - before.cpuMs) / Math.max(1, done);
}
