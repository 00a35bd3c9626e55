import { getRequest, HttpLine } from '../load/http-line';
import { medianOf, round } from '../load/latencies';
import { type BenchDatabase } from '../server/bench-database';
import { type ServerUnderTest } from '../server/server-under-test';

/** A call that was made some times, and what it took: medians of the time, means of the work. */
export interface Asked {
  readonly call: string;
  readonly what: string;
  readonly isFirst: boolean;
  readonly ms: number;
  readonly serverCpuMs: number;
  /** Null where the system does not tell. */
  readonly databaseCpuMs: number | null;
  readonly kilobytes: number;
}

export interface Question {
  readonly path: string;
  readonly token: string;
  readonly what: string;
  readonly times: number;
  readonly isFirst?: boolean;
  /** Runs before each call, and is not measured. */
  readonly before?: () => Promise<unknown>;
  /** Asks again until an answer is what was waited for. */
  readonly until?: (body: Buffer) => boolean;
}

interface Running {
  readonly server: ServerUnderTest;
  readonly database: BenchDatabase;
}

/** Asks one after the other, on one line. */
export async function ask({ server, database }: Running, question: Question): Promise<Asked> {
  const { path, token, what, times, isFirst = false, before, until } = question;
  const line = await HttpLine.open(server.port);
  const durations: number[] = [];
  let [serverCpuMs, databaseCpuMs, bytes] = [0, 0, 0];
  for (let time = 0; time < times; time += 1) {
    await before?.();
    const [serverBefore, databaseBefore] = await Promise.all([server.usage(), database.cpuMs()]);
    const begun = performance.now();
    for (let isAnswered = false; !isAnswered;) {
      const { status, body } = await line.send(getRequest(path, token));
      if (status !== 200) throw new Error(`${path}: ${status} ${body.toString('utf8', 0, 300)}`);
      bytes = body.length;
      isAnswered = until?.(body) ?? true;
    }
    durations.push(performance.now() - begun);
    const [serverAfter, databaseAfter] = await Promise.all([server.usage(), database.cpuMs()]);
    serverCpuMs += serverAfter.cpuMs - serverBefore.cpuMs;
    databaseCpuMs += (databaseAfter ?? Number.NaN) - (databaseBefore ?? Number.NaN);
  }
  line.close();
  return {
    call: path.replace(/\?.*/, ''),
    what,
    isFirst,
    ms: round(medianOf(durations), 1),
    serverCpuMs: round(serverCpuMs / times, 1),
    databaseCpuMs: Number.isNaN(databaseCpuMs) ? null : round(databaseCpuMs / times, 1),
    kilobytes: round(bytes / 1000, 1),
  };
}
