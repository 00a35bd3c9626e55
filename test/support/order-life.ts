import type * as fc from 'fast-check';
import { HeardSessions } from '../../src/mt5-session/heard-sessions';
import { SilenceSweeper } from '../../src/mt5-session/silence-sweeper';
import { OrderExpiry } from '../../src/orders/order-expiry';
import { OrderReconciliation } from '../../src/orders/order-reconciliation';
import { TakeBacks } from '../../src/orders/take-backs';
import { WaitingSignals } from '../../src/orders/waiting-signals';
import { type ApiClient, type Json } from './api-client';
import { type BrokerAnswer, CarelessTerminal, type Wire } from './careless-terminal';
import { contract } from './contract';
import { PlainBroker } from './plain-broker';
import { PASSWORD } from './people';
import { type TestApp } from './test-app';

/** Which moves an order may make, written down once more by hand: the test does not believe the code's own table. */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  READY: ['SENT', 'EXPIRED', 'CANCELLED'],
  SENT: ['FILLED', 'PARTIALLY_FILLED', 'REJECTED', 'UNKNOWN', 'EXPIRED', 'CANCELLED'],
  UNKNOWN: ['FILLED', 'PARTIALLY_FILLED', 'REJECTED', 'NOT_EXECUTED'],
};

const EXECUTED = ['FILLED', 'PARTIALLY_FILLED'];
const LIVE = ['READY', 'SENT', 'UNKNOWN'];

export interface LifeEvent {
  readonly from: string | null;
  readonly to: string;
  readonly actor: string;
  readonly at: Date;
  readonly data: Json;
}

export interface Life {
  readonly id: string;
  readonly signal_id: string;
  readonly action: 'OPEN' | 'CLOSE';
  readonly status: string;
  readonly version: number;
  readonly session_id: string | null;
  readonly sent_at: Date | null;
  readonly events: readonly LifeEvent[];
  readonly targets: readonly { readonly ticket: string; readonly volume: string }[] | null;
}

/** Who speaks in an order's life, and about whose account. */
export interface Cast {
  readonly app: TestApp;
  readonly person: ApiClient;
  readonly token: ApiClient;
  readonly accountNumber: string;
}

/** Forgets the accounts of earlier runs: whoever looks after all of them has less to look at. */
export async function forgetLives({ dataSource }: TestApp): Promise<void> {
  await dataSource.query('DELETE FROM trading_accounts; DELETE FROM trading_signals; DELETE FROM events');
}

/** One account with two terminals at the same broker, and everything that may happen to its orders. */
export class OrderLife {
  readonly broker = new PlainBroker();
  readonly terminals: readonly CarelessTerminal[];
  private readonly signals: Json[] = [];
  private readonly checkedClosings = new Set<string>();

  constructor(private readonly cast: Cast) {
    const { app, token: api, accountNumber } = cast;
    this.terminals = ['first', 'second'].map(
      (name) =>
        new CarelessTerminal({
          api,
          broker: this.broker,
          clock: app.clock,
          accountNumber,
          instanceId: `${name}-of-${accountNumber}`,
        }),
    );
  }

  async send(change: Json): Promise<void> {
    const { app, accountNumber } = this.cast;
    const signal = {
      ...contract('signals/signal.seed.request'),
      signal_time: app.clock.now().toISOString(),
      account_number: accountNumber,
      client_signal_id: `${accountNumber}-${String(this.signals.length)}`,
      ...change,
    };
    this.signals.push(signal);
    await this.post(signal);
  }

  /** The sender has got no answer, and sends the same again. */
  async sendAgain(): Promise<void> {
    const last = this.signals.at(-1);
    if (last) await this.post(last);
  }

  /** Two workers wake up at the same time. */
  async decide(): Promise<void> {
    const waiting = this.cast.app.app.get(WaitingSignals, { strict: false });
    await Promise.all([waiting.decideAll(), waiting.decideAll()]);
  }

  /** Time passes, and whoever watches it has looked. */
  async pass(ms: number): Promise<void> {
    const { app, clock } = this.cast.app;
    await app.get(HeardSessions, { strict: false }).write();
    clock.advance(ms);
    await app.get(SilenceSweeper, { strict: false }).sweep();
    await app.get(OrderExpiry, { strict: false }).expireOverdue();
    await app.get(OrderReconciliation, { strict: false }).resolveAll();
    await app.get(TakeBacks, { strict: false }).closeAllInVain();
  }

  async cancel(): Promise<void> {
    const signal = await this.lastSignalId();
    if (signal !== null) await this.cast.person.post(`/trading/signals/${signal}/cancel`, {});
  }

  async stop(mode: 'HALTED' | 'REDUCING', closeAll: boolean): Promise<void> {
    const accountId = await this.accountId();
    if (accountId === null) return;
    const asked = { account_id: accountId, mode, reason: 'as the test wants it', close_all: closeAll };
    await this.cast.person.post('/risk/kill', asked);
  }

  async resume(): Promise<void> {
    const accountId = await this.accountId();
    if (accountId === null) return;
    const asked = { account_id: accountId, reason: 'as the test wants it', password: PASSWORD };
    await this.cast.person.post('/risk/resume', asked);
  }

  /** A person says what became of the oldest order in doubt, be it true or not. */
  async resolve(outcome: string): Promise<void> {
    const doubtful = (await this.lives()).find(({ status }) => status === 'UNKNOWN');
    if (!doubtful) return;
    await this.cast.person.post(`/trading/orders/${doubtful.id}/resolve`, { outcome, reason: 'seen' });
  }

  /** Everything comes to rest: the first terminal comes back, shows its books and answers what it is asked. */
  async settle(): Promise<void> {
    await this.resume();
    const [first] = this.terminals;
    await first?.connect();
    for (let round = 0; round < 8; round += 1) {
      await this.decide();
      await first?.sync('fine', true);
      first?.execute('done');
      if (round > 2 && !(await this.lives()).some(({ status }) => LIVE.includes(status))) return;
      await this.pass(round < 2 ? 1000 : 35_000);
    }
  }

  /** What must hold at every moment. */
  async check(): Promise<void> {
    const lives = await this.lives();
    for (const life of lives) {
      expectALife(life);
      this.expectOneExecution(life);
      this.expectTruth(life);
    }
    const signals = lives.map(({ signal_id: signal }) => signal);
    expect(signals).toEqual([...new Set(signals)]);
    await this.expectClosable(lives);
  }

  /** Nothing is left in doubt, and what the backend says of every opening is what the broker did. */
  async checkAtRest(): Promise<void> {
    await this.check();
    for (const { status, action, events, id } of await this.lives()) {
      if (action === 'OPEN') expect(LIVE).not.toContain(status);
      if (action === 'CLOSE' || byHand(events)) continue;
      expect([id, EXECUTED.includes(status)]).toEqual([id, this.broker.executionsOf(id) > 0]);
    }
  }

  private expectOneExecution({ id, events }: Life): void {
    expect([id, this.broker.executionsOf(id) <= 1]).toEqual([id, true]);
    const holders = this.terminals.filter((terminal) => terminal.received.has(id));
    expect([id, holders.length <= 1]).toEqual([id, true]);
    const deliveries = events.filter(({ from, to }) => from === 'READY' && to === 'SENT');
    expect(deliveries.length).toBeLessThanOrEqual(1);
  }

  /** Whatever ended without an execution was not executed, unless a person said so. */
  private expectTruth({ id, status, action, events }: Life): void {
    if (action === 'CLOSE' || LIVE.includes(status) || byHand(events)) return;
    if (!EXECUTED.includes(status))
      expect([id, status, this.broker.executionsOf(id)]).toEqual([id, status, 0]);
    else expect([id, status, this.broker.executionsOf(id)]).toEqual([id, status, 1]);
  }

  /** Closing orders that are new: together with those under way, they close no more than the list of positions shows. */
  private async expectClosable(lives: readonly Life[]): Promise<void> {
    const fresh = lives.filter(({ id, action }) => action === 'CLOSE' && !this.checkedClosings.has(id));
    if (fresh.length === 0) return;
    for (const { id } of fresh) this.checkedClosings.add(id);
    const open = await this.rows<{ ticket: string; volume: string }>(
      `SELECT p.ticket::text, p.volume FROM trading_positions p JOIN trading_accounts a ON a.id = p.account_id
       WHERE a.account_number = $1 AND p.status = 'OPEN'`,
    );
    for (const { ticket } of fresh.flatMap(({ targets }) => targets ?? [])) {
      const claimed = lives
        .filter(({ status }) => LIVE.includes(status))
        .flatMap(({ targets }) => targets ?? [])
        .filter((target) => target.ticket === ticket)
        .reduce((sum, { volume }) => sum + Number(volume), 0);
      const held = Number(open.find((position) => position.ticket === ticket)?.volume ?? 0);
      expect([ticket, claimed <= held + 1e-9]).toEqual([ticket, true]);
    }
  }

  private async lives(): Promise<Life[]> {
    return this.rows<Life>(
      `SELECT o.id::text, o.signal_id::text, o.action, o.status, o.version, o.session_id, o.sent_at,
              o.close_targets AS targets,
              (SELECT json_agg(json_build_object('from', e.from_status, 'to', e.to_status, 'actor', e.actor,
                 'at', e.recorded_at, 'data', e.data) ORDER BY e.seq)
               FROM order_events e WHERE e.order_id = o.id) AS events
       FROM trading_orders o JOIN trading_accounts a ON a.id = o.account_id
       WHERE a.account_number = $1 ORDER BY o.id`,
    );
  }

  private async accountId(): Promise<string | null> {
    const [row] = await this.rows<{ id: string }>(
      `SELECT id FROM trading_accounts WHERE account_number = $1`,
    );
    return row?.id ?? null;
  }

  private async lastSignalId(): Promise<string | null> {
    const [row] = await this.rows<{ id: string }>(
      `SELECT id::text FROM trading_signals WHERE target_account_number = $1 ORDER BY id DESC LIMIT 1`,
    );
    return row?.id ?? null;
  }

  private rows<Row>(sql: string): Promise<Row[]> {
    return this.cast.app.dataSource.query(sql, [this.cast.accountNumber]);
  }

  private async post(signal: Json): Promise<void> {
    const { status, text } = await this.cast.token.post('/trading/signals', signal);
    if (status !== 201 && status !== 200) throw new Error(text);
  }
}

/** One thing that happens; its name is what a failing run is printed with. */
export class Happening implements fc.AsyncCommand<Record<string, never>, OrderLife> {
  constructor(
    private readonly name: string,
    private readonly happen: (life: OrderLife) => void | Promise<void>,
  ) {}

  check(): boolean {
    return true;
  }

  async run(_: Record<string, never>, life: OrderLife): Promise<void> {
    await this.happen(life);
    await life.check();
  }

  toString(): string {
    return this.name;
  }
}

/** Several things in a row that seldom come together by chance. */
export function phrase(...parts: readonly Happening[]): Happening {
  return new Happening(parts.join(' → '), async (life) => {
    for (const part of parts) await part.run({}, life);
  });
}

export function sync(which: 0 | 1, wire: Wire, showsBooks: boolean): Happening {
  const books = showsBooks ? ', books' : '';
  return new Happening(`sync(${String(which)}, ${wire}${books})`, (life) =>
    life.terminals[which]?.sync(wire, showsBooks),
  );
}

export function execute(which: 0 | 1, answer: BrokerAnswer): Happening {
  return new Happening(`execute(${String(which)}, ${answer})`, (life) =>
    life.terminals[which]?.execute(answer),
  );
}

/** The events tell the whole life and move by the table; what a terminal was handed ends by somebody's evidence only. */
function expectALife(life: Life): void {
  const { id, status, version, events } = life;
  expect([id, events.length]).toEqual([id, version]);
  expect(events.at(-1)?.to).toBe(status);
  let now: string | null = null;
  for (const [index, event] of events.entries()) {
    expect([id, event.from]).toEqual([id, now]);
    const isMove: boolean = event.to !== now;
    const allowed: readonly string[] = now === null ? ['READY'] : (MOVES[now] ?? []);
    if (isMove) expect([id, now, allowed]).toEqual([id, now, expect.arrayContaining([event.to])]);
    if (isMove && (now === 'SENT' || now === 'UNKNOWN') && event.to !== 'UNKNOWN') {
      expect([id, event, isEvidence(event, events.slice(0, index), life)]).toEqual([id, event, true]);
    }
    now = event.to;
  }
}

/** A report of what happened, a trade in the books, two looks that found nothing, or a person's word about a doubt. */
function isEvidence(
  { actor, from, to, data, at }: LifeEvent,
  before: readonly LifeEvent[],
  life: Life,
): boolean {
  if (actor === 'USER') return from === 'UNKNOWN' && typeof data['reason'] === 'string';
  if (actor === 'RECONCILIATION') return from === 'UNKNOWN' && EXECUTED.includes(to);
  if (actor !== 'TERMINAL') return false;
  if (EXECUTED.includes(to)) return true;
  // That nothing happened is known to the terminal that has the order, and to nobody else.
  if (data['look'] !== true) {
    return (
      data['sessionId'] === life.session_id && data['state'] !== 'NOT_FOUND' && data['state'] !== 'UNKNOWN'
    );
  }
  const first = before.find(
    (event) => event.data['look'] === true && between(life.sent_at, event.at) >= 60_000,
  );
  return first !== undefined && between(first.at, at) >= 30_000;
}

function between(earlier: Date | null, later: Date): number {
  return new Date(later).getTime() - (earlier === null ? 0 : new Date(earlier).getTime());
}

function byHand(events: readonly LifeEvent[]): boolean {
  return events.some(({ actor, to }) => actor === 'USER' && !LIVE.includes(to) && to !== 'CANCELLED');
}
