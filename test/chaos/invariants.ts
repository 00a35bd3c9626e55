import { type Decimal } from 'decimal.js';
import { type Person } from '../support/people';
import { type Client } from 'pg';
import { type BrokerModel } from '../terminal/broker-model';
import { type SignalSource } from './signal-source';

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

/** What is checked by SQL alone: a query that must find nothing, and says what it found. */
const QUERIES: Readonly<Record<string, string>> = {
  'I2 every signal is decided': `SELECT id::text AS what FROM trading_signals WHERE decided_at IS NULL`,
  'I2 no order is left on its way, and none in doubt: every terminal is there': `
    SELECT id || ' is ' || status AS what FROM trading_orders WHERE status IN ('READY', 'SENT', 'UNKNOWN')`,
  'I2 a signal is pending only while an order is': `
    SELECT s.id || ' is ' || s.status AS what FROM trading_signals s
    WHERE (s.status = 'PENDING') <> EXISTS (
      SELECT FROM trading_orders o WHERE o.signal_id = s.id AND o.status IN ('READY', 'SENT', 'UNKNOWN'))`,
  'I5 events of an order are counted without a gap': `
    SELECT order_id || ' has ' || count(*) || ' events up to ' || max(seq) AS what
    FROM order_events GROUP BY order_id HAVING count(*) <> max(seq) OR min(seq) <> 1`,
  'I5 each event begins where the last one ended': `
    SELECT order_id || ' at ' || seq AS what FROM (
      SELECT order_id, seq, from_status, lag(to_status) OVER (PARTITION BY order_id ORDER BY seq) AS before
      FROM order_events) e
    WHERE seq > 1 AND from_status IS NOT NULL AND from_status IS DISTINCT FROM before`,
  'I5 the events lead to the state': `
    SELECT o.id || ' is ' || o.status || ', its events say ' || coalesce(e.to_status, 'nothing') AS what
    FROM trading_orders o LEFT JOIN LATERAL (
      SELECT to_status FROM order_events WHERE order_id = o.id ORDER BY seq DESC LIMIT 1) e ON true
    WHERE e.to_status IS DISTINCT FROM o.status`,
  'I6 what has ended stays ended': `
    SELECT order_id || ': ' || from_status || ' to ' || to_status AS what FROM order_events
    WHERE from_status IN ('FILLED', 'PARTIALLY_FILLED', 'REJECTED', 'NOT_EXECUTED', 'EXPIRED', 'CANCELLED')
      AND to_status <> from_status`,
  'I5 a report counts once': `
    SELECT order_id || ': ' || min(cause_key) AS what FROM order_events
    WHERE cause_key LIKE 'report:%' AND data -> 'look' IS NULL
    GROUP BY order_id, regexp_replace(cause_key, '#.*$', '') HAVING count(*) > 1`,
  'I7 nothing is handed out in an older epoch': `
    SELECT order_id || ' in ' || epoch || ' after ' || newest AS what FROM (
      SELECT e.order_id, (e.data ->> 'epoch')::integer AS epoch,
        max((e.data ->> 'epoch')::integer) OVER (PARTITION BY o.account_id ORDER BY e.id) AS newest
      FROM order_events e JOIN trading_orders o ON o.id = e.order_id WHERE e.cause_key = 'delivery') d
    WHERE epoch < newest`,
  'I7 nothing is handed to a session that is shut out': `
    SELECT e.order_id::text AS what FROM order_events e JOIN mt5_sessions s ON s.id::text = e.data ->> 'session_id'
    WHERE e.cause_key = 'delivery' AND s.status = 'FENCED' AND e.recorded_at > s.ended_at`,
  'I7 an order stays with the session that it was handed to': `
    SELECT o.id::text AS what FROM trading_orders o JOIN order_events e ON e.order_id = o.id
    WHERE e.cause_key = 'delivery' AND e.data ->> 'session_id' <> o.session_id::text`,
  'I9 no more is open or on its way than the limit': `
    WITH openings AS (
      SELECT o.id, o.account_id, o.created_at, r.max_open_positions,
        (SELECT min(e.id) FROM order_events e WHERE e.order_id = o.id) AS born,
        CASE WHEN o.status NOT IN ('FILLED', 'PARTIALLY_FILLED')
          THEN (SELECT max(e.id) FROM order_events e WHERE e.order_id = o.id AND e.to_status = o.status) END AS gone,
        o.status IN ('FILLED', 'PARTIALLY_FILLED') AND p.id IS NULL AS unseen, p.closed_at
      FROM trading_orders o JOIN risk_profiles r ON r.account_id = o.account_id
      LEFT JOIN trading_positions p ON p.account_id = o.account_id AND p.magic = o.id
      WHERE o.action = 'OPEN')
    SELECT o.id || ' was one of ' || count(*) AS what FROM openings o JOIN openings other
      ON other.account_id = o.account_id AND other.born <= o.born AND NOT other.unseen
      AND (other.gone IS NULL OR other.gone > o.born)
      AND (other.closed_at IS NULL OR other.closed_at > o.created_at + interval '5 s')
    GROUP BY o.id, o.max_open_positions HAVING count(*) > o.max_open_positions`,
  'I9 nothing is to be closed twice': `
    WITH closes AS (
      SELECT o.id, o.account_id, t ->> 'ticket' AS ticket,
        (SELECT min(e.id) FROM order_events e WHERE e.order_id = o.id) AS born,
        (SELECT min(e.id) FROM order_events e WHERE e.order_id = o.id
           AND e.to_status NOT IN ('READY', 'SENT', 'UNKNOWN')) AS gone
      FROM trading_orders o, jsonb_array_elements(o.close_targets) t WHERE o.action = 'CLOSE')
    SELECT b.id || ' and ' || a.id || ' close ' || a.ticket AS what FROM closes a JOIN closes b
      ON b.account_id = a.account_id AND b.ticket = a.ticket AND b.born > a.born
    WHERE a.gone IS NULL OR a.gone > b.born`,
  'I7 an order is of the session that it was bound to': `
    SELECT o.id::text AS what FROM trading_orders o JOIN mt5_sessions s ON s.id = o.session_id
    WHERE s.account_id <> o.account_id`,
  'I8 one order for a signal and an account': `
    SELECT signal_id || ' on ' || account_id AS what FROM trading_orders
    GROUP BY signal_id, account_id HAVING count(*) > 1`,
  'I8 one signal for a key': `
    SELECT user_id || ' ' || client_signal_id AS what FROM trading_signals
    GROUP BY user_id, client_signal_id HAVING count(*) > 1`,
  'I10 nothing belongs to two owners': `
    SELECT 'order ' || o.id AS what FROM trading_orders o
    JOIN trading_accounts a ON a.id = o.account_id JOIN trading_signals s ON s.id = o.signal_id
    WHERE a.user_id <> o.user_id OR s.user_id <> o.user_id
    UNION ALL
    SELECT 'position ' || p.id FROM trading_positions p JOIN trading_accounts a ON a.id = p.account_id
    WHERE a.user_id <> p.user_id`,
  'I13 every signal was announced, once': `
    SELECT s.id::text AS what FROM trading_signals s
    WHERE 1 <> (SELECT count(*) FROM events e
      WHERE e.type = 'signal.received' AND e.payload ->> 'signal_id' = s.id::text)`,
};

const RECORDED = [
  ['auth.registered', 1],
  ['auth.logged_in', 1],
  ['auth.api_token_created', 2],
] as const;

interface OrderRow {
  readonly id: string;
  readonly status: string;
  readonly volume: string;
  readonly filled: string;
  readonly action: string;
  readonly expires_at: Date | null;
}

/** Whoever can be asked by SQL. */
export interface Database {
  query: Client['query'];
}

/** A broker's book of an account. */
export interface Book {
  readonly broker: BrokerModel;
  readonly options: { readonly accountNumber: string };
}

/** Those who know what has to be in the tables. */
export interface Witnesses {
  readonly sources: readonly Pick<SignalSource, 'acknowledged' | 'refused'>[];
  readonly desks: readonly Book[];
  readonly people: readonly Pick<Person, 'id' | 'username'>[];
}

/** All that must hold when the faults are over: between the sources, the tables and the brokers' own books. */
export class Invariants {
  private readonly found: Violation[] = [];

  constructor(
    private readonly database: Database,
    private readonly run: Witnesses,
  ) {}

  async check(): Promise<readonly Violation[]> {
    for (const [invariant, sql] of Object.entries(QUERIES)) await this.findsNothing(invariant, sql);
    await this.everyAcknowledgedSignalIsThere();
    await this.whatPeopleDidIsOnRecord();
    for (const desk of this.run.desks) await this.theBrokerAgrees(desk);
    return this.found;
  }

  private async findsNothing(invariant: string, sql: string): Promise<void> {
    const { rows } = await this.database.query<{ what: string }>(sql);
    for (const { what } of rows.slice(0, 5)) this.report(invariant, what);
  }

  private async everyAcknowledgedSignalIsThere(): Promise<void> {
    const { rows } = await this.database.query<{ id: string; key: string }>(
      'SELECT id::text AS id, client_signal_id AS key FROM trading_signals',
    );
    const stored = new Map(rows.map(({ id, key }) => [key, id]));
    for (const source of this.run.sources) {
      for (const { clientId, signalId } of source.acknowledged) {
        const id = stored.get(clientId);
        if (id !== signalId) {
          this.report('I1 acknowledged is stored', `${clientId}: told ${signalId}, stored ${String(id)}`);
        }
      }
      for (const refusal of source.refused) this.report('I11 well-formed is taken', refusal);
    }
  }

  /** Each of them registered, logged in once, and made two tokens. */
  private async whatPeopleDidIsOnRecord(): Promise<void> {
    const { rows } = await this.database.query<{ user_id: string; action: string; count: string }>(
      'SELECT user_id, action, count(*) AS count FROM audit_log GROUP BY user_id, action',
    );
    for (const { id, username } of this.run.people) {
      for (const [action, least] of RECORDED) {
        const count = Number(rows.find((row) => row.user_id === id && row.action === action)?.count ?? 0);
        if (count < least)
          this.report('I16 what people do is on record', `${username}: ${action} ${count} times`);
      }
    }
  }

  private async theBrokerAgrees({ broker, options }: Book): Promise<void> {
    const { accountNumber } = options;
    for (const magic of broker.ledger.doubles()) this.report('I3 at most once', `${accountNumber}: ${magic}`);
    const { rows } = await this.database.query<OrderRow>(
      `SELECT o.id::text AS id, o.status, o.volume::text AS volume, o.filled_volume::text AS filled, o.action,
              o.expires_at
       FROM trading_orders o JOIN trading_accounts a ON a.id = o.account_id WHERE a.account_number = $1`,
      [accountNumber],
    );
    const orders = new Map(rows.map((row) => [row.id, row]));
    for (const { magic, at } of broker.ledger.sends) {
      const order = orders.get(magic);
      if (magic === '0') continue;
      if (!order) this.report('I3 nothing unordered is sent', `${accountNumber}: ${magic}`);
      else if (order.expires_at && at > order.expires_at) {
        this.report('I7 nothing is sent after its time', `${magic} at ${at.toISOString()}`);
      }
    }
    for (const order of rows) this.theOrderAgrees(order, broker.ledger.executedVolumeOf(order.id));
    await this.thePositionsAgree(accountNumber, broker);
  }

  private theOrderAgrees({ id, status, volume, filled }: OrderRow, executed: Decimal): void {
    if (executed.greaterThan(volume)) {
      this.report('I3 never more than ordered', `${id}: ${executed.toString()} of ${volume}`);
    }
    if (!executed.equals(filled)) {
      this.report(
        'I14 fills are what was executed',
        `${id} is ${status}: told ${filled}, executed ${executed.toString()}`,
      );
    }
    if (executed.isZero() && status === 'PARTIALLY_FILLED') this.report('I14 a fill has a volume', id);
  }

  private async thePositionsAgree(accountNumber: string, { book }: BrokerModel): Promise<void> {
    const { rows } = await this.database.query<{ position: string }>(
      `SELECT p.ticket || ' ' || p.side || ' ' || trim_scale(p.volume) AS position FROM trading_positions p
       JOIN trading_accounts a ON a.id = p.account_id WHERE a.account_number = $1 AND p.status = 'OPEN'`,
      [accountNumber],
    );
    const ours = rows.map(({ position }) => position).sort();
    const theirs = book
      .positions()
      .map(({ ticket, side, volume }) => `${ticket} ${side} ${volume.toString()}`);
    theirs.sort();
    if (ours.join() !== theirs.join()) {
      const missing = theirs.filter((position) => !ours.includes(position));
      const surplus = ours.filter((position) => !theirs.includes(position));
      this.report(
        'I4 positions are the broker’s',
        `${accountNumber}: missing ${missing.join()}; surplus ${surplus.join()}`,
      );
    }
  }

  private report(invariant: string, what: string): void {
    this.found.push({ invariant, what });
  }
}
