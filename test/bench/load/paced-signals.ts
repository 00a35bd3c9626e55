import { setTimeout as pause } from 'node:timers/promises';
import { HttpLine, postRequest } from './http-line';
import { type Outcome, type PacedJob } from './job';
import { signalBody } from './signal-bodies';
import { Tally } from './tally';
import { TerminalLine } from './terminal-line';

const SENDERS = 64;
/** The connector reports at once when it has something to tell. */
const REPORT_AFTER_MS = 250;
const DRAIN_MS = 15_000;

/** When signals were due and when their orders arrived, whichever is known first. */
class Journeys {
  private readonly dueAt = new Map<number, number>();
  private readonly heldAt = new Map<number, number>();

  constructor(private readonly tally: Tally) {}

  due(signalId: number, at: number): void {
    const held = this.heldAt.get(signalId);
    if (held === undefined) this.dueAt.set(signalId, at);
    else this.done(at, held);
  }

  held(signalId: number, at: number): void {
    const due = this.dueAt.get(signalId);
    if (due === undefined) {
      this.heldAt.set(signalId, at);
      return;
    }
    this.dueAt.delete(signalId);
    this.done(due, at);
  }

  private done(due: number, held: number): void {
    this.tally.durations.push(held - due);
  }
}

/**
 * Signals that are sent when they are due, whether or not the ones before are answered; the time until the order is in
 * the terminal's hands counts from when the signal was due.
 */
export async function pacedSignals(job: PacedJob): Promise<Outcome> {
  const { port, seats, durationMs, signalsPerSecond, by } = job;
  const tally = new Tally();
  const journeys = new Journeys(tally);
  const over = new AbortController();
  const terminals = await Promise.all(seats.map((seat) => TerminalLine.open(port, seat)));
  const cycles = terminals.map((terminal) => new Cycle(terminal, journeys, tally));
  if (by === 'doorbell') {
    await Promise.all(
      terminals.map((terminal, index) =>
        terminal.listen(port, () => {
          cycles[index]?.hurry();
        }),
      ),
    );
  }
  for (const cycle of cycles) {
    // Terminals do not all call at the same moment.
    setTimeout(() => void cycle.run(over.signal), Math.random() * 1000);
  }
  await pause(1_000);
  const sent = await send(job, journeys, tally);
  const deadline = performance.now() + DRAIN_MS;
  while (tally.durations.length < sent && performance.now() < deadline) await pause(20);
  const lost = sent - tally.durations.length;
  if (lost > 0) tally.fail(`${lost} of ${sent} orders did not arrive in time`);
  over.abort();
  const outcome = tally.outcome();
  await pause(100);
  for (const terminal of terminals) terminal.close();
  return {
    ...outcome,
    seconds: durationMs / 1000,
    perSecond: outcome.done / (durationMs / 1000),
    failed: outcome.failed + Math.max(0, lost),
    fault: outcome.fault ?? (signalsPerSecond > 0 ? null : 'no pace'),
  };
}

/** Sends until the time is over; answers how many were accepted. */
async function send(
  { port, signalsPerSecond, durationMs, seats }: PacedJob,
  journeys: Journeys,
  tally: Tally,
): Promise<number> {
  const idle = await Promise.all(Array.from({ length: SENDERS }, () => HttpLine.open(port)));
  const lines = [...idle];
  const waiting: (() => void)[] = [];
  const underWay: Promise<void>[] = [];
  let accepted = 0;
  const one = async (dueAt: number, token: string): Promise<void> => {
    if (idle.length === 0) await new Promise<void>((resume) => waiting.push(resume));
    const line = idle.pop();
    if (!line) throw new Error('No line is free');
    const { status, body } = await line.send(postRequest('/trading/signals', token, signalBody()));
    idle.push(line);
    waiting.shift()?.();
    if (status !== 201) {
      tally.fail(`${status} ${body.toString('utf8', 0, 200)}`);
      return;
    }
    accepted += 1;
    journeys.due((JSON.parse(body.toString('utf8')) as { signal_id: number }).signal_id, dueAt);
  };
  const begin = performance.now();
  const total = Math.floor((signalsPerSecond * durationMs) / 1000);
  for (let number = 0; number < total;) {
    const dueNow = Math.min(total, Math.floor(((performance.now() - begin) * signalsPerSecond) / 1000) + 1);
    for (; number < dueNow; number += 1) {
      const dueAt = begin + (number * 1000) / signalsPerSecond;
      underWay.push(one(dueAt, seats[number % seats.length]?.token ?? ''));
    }
    await pause(1);
  }
  await Promise.all(underWay);
  for (const line of lines) line.close();
  return accepted;
}

/** A terminal's timer: the next cycle comes when the backend says, or at once when the doorbell rings. */
class Cycle {
  private hurried = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly terminal: TerminalLine,
    private readonly journeys: Journeys,
    private readonly tally: Tally,
  ) {}

  hurry(): void {
    this.hurried = true;
    this.wake?.();
  }

  async run(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      this.takeNote();
      const { reply, answer } = await this.terminal.sync();
      if (!answer) {
        this.tally.fail(`sync ${reply.status} ${reply.body.toString('utf8', 0, 200)}`);
        await pause(1_000);
        continue;
      }
      const now = performance.now();
      for (const { signal_id: signalId } of answer.commands) this.journeys.held(signalId, now);
      const waitMs = this.terminal.hasReports
        ? Math.min(REPORT_AFTER_MS, answer.next_sync_ms)
        : answer.next_sync_ms;
      await this.rest(this.hurried ? 0 : waitMs);
    }
  }

  /** What rings from now on asks for one more cycle. */
  private takeNote(): void {
    this.hurried = false;
  }

  private rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
