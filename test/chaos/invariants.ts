import { type Decimal } from 'decimal.js';
import { type Client } from 'pg';
import { type Desk } from './desk';
import { type SignalSource } from './signal-source';

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

/** What is checked by SQL alone: a query that must find nothing, and says what it found. */
const QUERIES: Readonly<Record<string, string>> = {
  'I2 every signal is decided': `SELECT id::text AS what FROM trading_signals WHERE decided_at IS NULL`,
  'I2 no order is left on its way': `
    SELECT id || ' is ' || status AS what FROM trading_orders WHERE status IN ('READY', 'SENT')`,
  'I2 a signal is pending only while an order is in doubt': `
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

interface OrderRow {
  readonly id: string;
  readonly status: string;
  readonly volume: string;
  readonly filled: string;
  readonly action: string;
  readonly expires_at: Date | null;
}

/** All that must hold when the faults are over: between the sources, the tables and the brokers' own books. */
export class Invariants {
  private readonly found: Violation[] = [];

  constructor(
    private readonly database: Client,
    private readonly sources: readonly SignalSource[],
    private readonly desks: readonly Desk[],
  ) {}

  async check(): Promise<readonly Violation[]> {
    for (const [invariant, sql] of Object.entries(QUERIES)) await this.findsNothing(invariant, sql);
    await this.everyAcknowledgedSignalIsThere();
    for (const desk of this.desks) await this.theBrokerAgrees(desk);
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
    for (const source of this.sources) {
      for (const { clientId, signalId } of source.acknowledged) {
        const id = stored.get(clientId);
        if (id !== signalId) {
          this.report('I1 acknowledged is stored', `${clientId}: told ${signalId}, stored ${String(id)}`);
        }
      }
      for (const refusal of source.refused) this.report('I11 well-formed is taken', refusal);
    }
  }

  private async theBrokerAgrees({ broker, options }: Desk): Promise<void> {
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

  private async thePositionsAgree(accountNumber: string, { book }: Desk['broker']): Promise<void> {
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
