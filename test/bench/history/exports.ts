import { setTimeout as pause } from 'node:timers/promises';
import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { round } from '../load/latencies';
import { type Bench } from '../scenario';
import { type Seat } from '../server/population';
import { POD_OLD_SPACE_MEGABYTES, type ServerUnderTest } from '../server/server-under-test';
import { type Asked } from './asked';

const LOOK_EVERY_MS = 50;

export interface Exported {
  readonly name: string;
  readonly asked: Asked;
  /** How much more memory the server held at the worst moment than before, as the system counts it. */
  readonly grownMegabytes: number;
}

/** Every deal of a long history as a file, read as quickly as it comes. A fresh server each: nothing is grown already. */
export async function measureExports(bench: Bench, seat: Seat, deals: number): Promise<readonly Exported[]> {
  const exports: Exported[] = [];
  for (const format of ['csv', 'json'] as const) {
    const server = await bench.startServer({ oldSpaceMegabytes: POD_OLD_SPACE_MEGABYTES });
    exports.push(await measure(bench, server, { format, token: seat.readToken, deals }));
    await server.stop();
  }
  return exports;
}

async function measure(
  { database }: Bench,
  server: ServerUnderTest,
  {
    format,
    token,
    deals,
  }: { readonly format: 'csv' | 'json'; readonly token: string; readonly deals: number },
): Promise<Exported> {
  const path = `/trading/history/export?format=${format}`;
  await read(server, `${path}&to=2000-01-01T00:00:00Z`, token);
  server.collectGarbage();
  const before = await server.usage();
  const databaseBefore = await database.cpuMs();
  const watch = new Watch(server);
  const begun = performance.now();
  const { lines, bytes } = await read(server, path, token);
  const ms = performance.now() - begun;
  const peak = await watch.end();
  const after = await server.usage();
  const databaseAfter = await database.cpuMs();
  // A line for each, and besides the header, or the two brackets.
  if (lines !== deals + (format === 'csv' ? 1 : 2))
    throw new Error(`${path}: ${lines} lines of ${deals} deals`);
  const grownMegabytes = round((Math.max(peak, after.residentBytes) - before.residentBytes) / 1e6, 0);
  return {
    name: format === 'csv' ? 'CSV' : 'JSON',
    grownMegabytes,
    asked: {
      call: '/trading/history/export',
      what: `${deals.toLocaleString('en')} rows as ${format.toUpperCase()}, ${grownMegabytes} MB more memory at most`,
      isFirst: true,
      ms: round(ms, 0),
      serverCpuMs: round(after.cpuMs - before.cpuMs, 0),
      databaseCpuMs: databaseAfter === null ? null : databaseAfter - (databaseBefore ?? 0),
      kilobytes: round(bytes / 1000, 0),
    },
  };
}

/** Looks at a server's memory again and again, one question at a time: a busy server answers late. */
class Watch {
  private isOver = false;
  private readonly watching: Promise<number>;

  constructor(server: ServerUnderTest) {
    this.watching = this.watch(server);
  }

  /** The most that it held meanwhile. */
  end(): Promise<number> {
    this.isOver = true;
    return this.watching;
  }

  private async watch(server: ServerUnderTest): Promise<number> {
    let peak = 0;
    while (!this.isOver) {
      peak = Math.max(peak, (await server.usage()).residentBytes);
      await pause(LOOK_EVERY_MS);
    }
    return peak;
  }
}

async function read(
  { url }: ServerUnderTest,
  path: string,
  token: string,
): Promise<{ readonly lines: number; readonly bytes: number }> {
  const request = get(`${url}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${path}: ${String(response.statusCode)}`);
  let [lines, bytes] = [0, 0];
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length;
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) lines += 1;
  }
  return { lines, bytes };
}
