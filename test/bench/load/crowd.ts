import { setTimeout as pause } from 'node:timers/promises';
import { CrowdTally } from './crowd-tally';
import { getRequest, HttpLine, postRequest, type Reply } from './http-line';
import { type CrowdJob, type CrowdKind, type CrowdOutcome } from './job';
import { signalBody } from './signal-bodies';
import { TerminalLine } from './terminal-line';

/** What is asked for in turn: half of it reads, a little of it reports. */
const TURNS: readonly CrowdKind[] = [
  ...(['read', 'signal', 'read', 'sync', 'read', 'signal', 'read', 'signal', 'read', 'report'] as const),
  ...(['read', 'signal', 'read', 'sync', 'read', 'signal', 'read', 'signal', 'read', 'signal'] as const),
];
const KILL_EVERY_MS = 250;
const LONGEST_RECOVERY_MS = 30_000;
const REPORT = { balance: 1e7, equity: 1e7, margin: 0, margin_free: 1e7, profit: 0 };

/** Readers, sources, terminals, reports and the kill switch, all at once. */
export async function crowd(job: CrowdJob): Promise<CrowdOutcome> {
  const callers = new Callers(job);
  const tally = new CrowdTally();
  const begin = performance.now();
  const end = begin + job.durationMs;
  const ask = async (kind: CrowdKind, dueAt: number): Promise<void> => {
    tally.take(kind, await callers.ask(kind).catch(lost), performance.now() - dueAt);
  };
  const killing = every(KILL_EVERY_MS, end, (dueAt) => ask('kill', dueAt));
  if ('connections' in job.pace) await inTurn(job.pace.connections, end, ask);
  else await whenDue(job.pace.perSecond, end, ask);
  await killing;
  const recoveredMs = await recovered(callers);
  callers.close();
  return { ...tally.outcome(job.durationMs), recoveredMs };
}

/** A line that broke is an answer too, and the worst of all. */
function lost(error: unknown): Reply {
  return { status: 0, head: '', bytes: 0, body: Buffer.from(String(error)) };
}

type Ask = (kind: CrowdKind, dueAt: number) => Promise<void>;

const turn = (number: number): CrowdKind => TURNS[number % TURNS.length] ?? 'read';

async function inTurn(connections: number, end: number, ask: Ask): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < end) await ask(turn(next++), performance.now());
  };
  await Promise.all(Array.from({ length: connections }, work));
}

async function whenDue(perSecond: number, end: number, ask: Ask): Promise<void> {
  let next = 0;
  await every(1000 / perSecond, end, (dueAt) => ask(turn(next++), dueAt));
}

/** Begins what is due, whether or not what was due before has ended; resolves when all has. */
async function every(ms: number, end: number, begin: (dueAt: number) => Promise<void>): Promise<void> {
  const underWay: Promise<void>[] = [];
  for (let dueAt = performance.now(); dueAt < end;) {
    for (; dueAt < Math.min(end, performance.now()); dueAt += ms) underWay.push(begin(dueAt));
    await pause(1);
  }
  await Promise.all(underWay);
}

/** The crowd is gone: how long until somebody who reads, and somebody who sends, is served again. */
async function recovered(callers: Callers): Promise<number> {
  const begin = performance.now();
  for (const kind of ['read', 'signal'] as const) {
    while (!isServed(await callers.ask(kind).catch(lost))) {
      if (performance.now() - begin > LONGEST_RECOVERY_MS) return LONGEST_RECOVERY_MS;
      await pause(10);
    }
  }
  return performance.now() - begin;
}

function isServed({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}

/** Connections that are used again, as many as it takes; each terminal has one of its own. */
class Callers {
  private readonly idle: HttpLine[] = [];
  private readonly lines: HttpLine[] = [];
  private readonly terminals: TerminalLine[] = [];
  private readonly idleTerminals: TerminalLine[] = [];
  private readonly waiting: ((terminal: TerminalLine) => void)[] = [];
  /** Each kind goes round all of the seats: nobody's account is asked for more often than another's. */
  private readonly next: Record<CrowdKind, number> = { kill: 0, report: 0, sync: 0, signal: 0, read: 0 };
  private seated = 0;

  constructor(private readonly job: CrowdJob) {}

  ask(kind: CrowdKind): Promise<Reply> {
    const seat = this.job.seats[this.next[kind]++ % this.job.seats.length];
    if (!seat) throw new Error('Nobody is seated');
    switch (kind) {
      case 'kill':
        return this.send(postRequest('/risk/kill', this.job.killToken, '{"reason":"the bench"}'));
      case 'report':
        return this.send(
          postRequest(
            '/mt5/account/update',
            seat.token,
            JSON.stringify({ session_id: seat.sessionId, ...REPORT }),
          ),
        );
      case 'sync':
        return this.sync();
      case 'signal':
        return this.send(postRequest('/trading/signals', seat.token, signalBody()));
      case 'read':
        return this.send(getRequest('/trading/signals', seat.readToken));
    }
  }

  close(): void {
    for (const line of this.lines) line.close();
    for (const terminal of this.terminals) terminal.close();
  }

  private async send(request: string): Promise<Reply> {
    let line = this.idle.pop();
    while (line && !line.isOpen) line = this.idle.pop();
    line ??= await this.open();
    const reply = await line.send(request);
    this.idle.push(line);
    return reply;
  }

  private async open(): Promise<HttpLine> {
    const line = await HttpLine.open(this.job.port);
    this.lines.push(line);
    return line;
  }

  /** A terminal waits for its answer before it asks again; while all of them do, the next one is late. */
  private async sync(): Promise<Reply> {
    const terminal = await this.takeTerminal();
    try {
      return (await terminal.sync()).reply;
    } finally {
      const next = this.waiting.shift();
      if (next) next(terminal);
      else this.idleTerminals.push(terminal);
    }
  }

  private async takeTerminal(): Promise<TerminalLine> {
    const seat = this.job.seats[this.seated];
    if (seat) {
      this.seated += 1;
      const terminal = await TerminalLine.open(this.job.port, seat);
      this.terminals.push(terminal);
      return terminal;
    }
    return this.idleTerminals.shift() ?? new Promise((take) => this.waiting.push(take));
  }
}
