import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Trades are derived from deals, and can be derived again at any time: `rebuild_trades` does it for some positions of
 * an account or, without a list, for all. The deals that were stored before this migration are taken in by it.
 */
export class CreateTrades20251024100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE trading_positions
        ADD COLUMN lowest_profit numeric(20, 8),
        ADD COLUMN highest_profit numeric(20, 8)`);
    await this.createTrades(db);
    await this.createChanges(db);
    await this.createFunction(db);
    await db.query(`
      SELECT rebuild_trades(account_id, NULL) FROM (SELECT DISTINCT account_id FROM trading_deals) AS accounts`);
    await db.query(`
      INSERT INTO trade_changes (account_id, earliest_at)
      SELECT account_id, min(executed_at) FROM trading_deals GROUP BY account_id`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP FUNCTION rebuild_trades(uuid, numeric[])`);
    await db.query(`DROP TABLE trade_changes`);
    await db.query(`DROP INDEX trading_deals_account_time_idx`);
    await db.query(`DROP TABLE trading_trades`);
    await db.query(`ALTER TABLE trading_positions DROP COLUMN lowest_profit, DROP COLUMN highest_profit`);
  }

  private async createTrades(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE trading_trades (
        account_id         uuid           NOT NULL,
        position_id        numeric(20, 0) NOT NULL,
        leg                integer        NOT NULL,
        user_id            uuid           NOT NULL,
        symbol             text           NOT NULL,
        side               text           NOT NULL,
        volume             numeric(20, 8) NOT NULL,
        closed_volume      numeric(20, 8) NOT NULL,
        open_price         numeric(20, 8),
        close_price        numeric(20, 8),
        opened_at          timestamptz,
        opened_broker_time timestamp,
        open_ticket        numeric(20, 0),
        closed_at          timestamptz,
        closed_broker_time timestamp,
        close_ticket       numeric(20, 0),
        close_reason       text,
        last_deal_at       timestamptz    NOT NULL,
        deals              integer        NOT NULL,
        profit             numeric(20, 8) NOT NULL,
        swap               numeric(20, 8) NOT NULL,
        commission         numeric(20, 8) NOT NULL,
        fee                numeric(20, 8) NOT NULL,
        net                numeric(20, 8) NOT NULL,
        lowest_profit      numeric(20, 8),
        highest_profit     numeric(20, 8),
        magic              numeric(20, 0),
        comment            text,
        origin_known       boolean        NOT NULL DEFAULT false,
        order_id           bigint,
        signal_id          bigint,
        strategy           text,
        source             text,
        planned_risk       numeric(20, 8),
        signal_price       numeric(20, 8),
        CONSTRAINT trading_trades_pkey PRIMARY KEY (account_id, position_id, leg),
        CONSTRAINT trading_trades_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT trading_trades_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT trading_trades_side_known CHECK (side IN ('BUY', 'SELL')),
        CONSTRAINT trading_trades_leg_range CHECK (leg >= 1)
      )`);
    await db.query(`
      CREATE INDEX trading_trades_closed_idx ON trading_trades (account_id, closed_at, close_ticket)
      WHERE closed_at IS NOT NULL`);
    await db.query(`
      CREATE INDEX trading_trades_user_closed_idx
        ON trading_trades (user_id, closed_at, account_id, close_ticket) WHERE closed_at IS NOT NULL`);
    await db.query(`
      CREATE INDEX trading_trades_open_idx ON trading_trades (account_id, opened_at) WHERE closed_at IS NULL`);
    await db.query(`
      CREATE INDEX trading_trades_origin_idx ON trading_trades (account_id)
      WHERE closed_at IS NOT NULL AND magic IS NOT NULL AND NOT origin_known`);
    await db.query(`
      CREATE INDEX trading_deals_account_time_idx ON trading_deals (account_id, executed_at, ticket)`);
  }

  /**
   * From when on an account's history differs from what it was. Whoever counts on it takes the rows away, and derives
   * the trades of the positions that a row names: two who stored deals at once did not see each other's.
   */
  private async createChanges(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE trade_changes (
        id          bigint      GENERATED ALWAYS AS IDENTITY,
        account_id  uuid        NOT NULL,
        earliest_at timestamptz NOT NULL,
        positions   numeric(20, 0)[],
        CONSTRAINT trade_changes_pkey PRIMARY KEY (id),
        CONSTRAINT trade_changes_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE
      )`);
    await db.query(`CREATE INDEX trade_changes_account_idx ON trade_changes (account_id)`);
  }

  /**
   * A position is one trade, unless it is turned round: each turn (INOUT) ends a leg and begins the next one. The deal
   * of a turn closes what was open and opens the rest of its volume; its profit and swap belong to what it closed, its
   * commission and fee to both by their volumes. A trade whose opening deals nobody has told is closed by whatever closes.
   */
  private async createFunction(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION rebuild_trades(the_account uuid, positions numeric[]) RETURNS void LANGUAGE sql AS $$
      WITH counted AS (
        SELECT d.*, CASE d.deal_type WHEN 'BUY' THEN 1 ELSE -1 END AS direction,
               coalesce(sum(CASE d.deal_type WHEN 'BUY' THEN d.volume ELSE -d.volume END) OVER earlier, 0) AS held,
               count(*) FILTER (WHERE d.entry = 'INOUT') OVER until_here AS turns
        FROM trading_deals d
        WHERE d.account_id = the_account AND d.position_id IS NOT NULL AND d.symbol IS NOT NULL
          AND d.deal_type IN ('BUY', 'SELL') AND d.entry <> 'NONE'
          AND (positions IS NULL OR d.position_id = ANY (positions))
        WINDOW until_here AS (PARTITION BY d.position_id ORDER BY d.executed_at, d.ticket),
               earlier AS (PARTITION BY d.position_id ORDER BY d.executed_at, d.ticket
                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
      ), divided AS (
        SELECT c.*, least(c.volume, greatest(0, -c.direction * c.held)) AS closing
        FROM counted c
      ), shared AS (
        SELECT d.*,
               CASE WHEN d.volume > 0 THEN round(d.commission * d.closing / d.volume, 8) ELSE 0 END AS closing_commission,
               CASE WHEN d.volume > 0 THEN round(d.fee * d.closing / d.volume, 8) ELSE 0 END AS closing_fee
        FROM divided d
      ), part AS (
        SELECT s.position_id, s.turns + 1 AS leg, s.entry = 'IN' AS opens, s.user_id, s.symbol, s.direction, s.ticket,
               s.executed_at, s.broker_time, s.price, s.reason, s.magic, s.comment, s.volume, s.profit, s.swap,
               s.commission, s.fee
        FROM shared s WHERE s.entry <> 'INOUT'
        UNION ALL
        SELECT s.position_id, s.turns, false, s.user_id, s.symbol, s.direction, s.ticket,
               s.executed_at, s.broker_time, s.price, s.reason, s.magic, s.comment, s.closing, s.profit, s.swap,
               s.closing_commission, s.closing_fee
        FROM shared s WHERE s.entry = 'INOUT'
        UNION ALL
        SELECT s.position_id, s.turns + 1, true, s.user_id, s.symbol, s.direction, s.ticket,
               s.executed_at, s.broker_time, s.price, s.reason, s.magic, s.comment, s.volume - s.closing, 0, 0,
               s.commission - s.closing_commission, s.fee - s.closing_fee
        FROM shared s WHERE s.entry = 'INOUT'
      ), summed AS (
        SELECT p.position_id, p.leg,
               (array_agg(p.user_id))[1] AS user_id,
               (array_agg(p.symbol ORDER BY p.executed_at, p.ticket))[1] AS symbol,
               coalesce((array_agg(p.direction ORDER BY p.executed_at, p.ticket) FILTER (WHERE p.opens))[1],
                        -(array_agg(p.direction ORDER BY p.executed_at, p.ticket))[1]) AS direction,
               coalesce(sum(p.volume) FILTER (WHERE p.opens), 0) AS opened,
               coalesce(sum(p.volume) FILTER (WHERE NOT p.opens), 0) AS closed,
               bool_or(NOT p.opens) AS has_exit,
               round(sum(p.price * p.volume) FILTER (WHERE p.opens)
                     / nullif(sum(p.volume) FILTER (WHERE p.opens AND p.price IS NOT NULL), 0), 8) AS open_price,
               round(sum(p.price * p.volume) FILTER (WHERE NOT p.opens)
                     / nullif(sum(p.volume) FILTER (WHERE NOT p.opens AND p.price IS NOT NULL), 0), 8) AS close_price,
               (array_agg(p.executed_at ORDER BY p.executed_at, p.ticket) FILTER (WHERE p.opens))[1] AS opened_at,
               (array_agg(p.broker_time ORDER BY p.executed_at, p.ticket) FILTER (WHERE p.opens))[1]
                 AS opened_broker_time,
               (array_agg(p.ticket ORDER BY p.executed_at, p.ticket) FILTER (WHERE p.opens))[1] AS open_ticket,
               (array_agg(p.magic ORDER BY p.executed_at, p.ticket) FILTER (WHERE p.opens))[1] AS magic,
               (array_agg(p.comment ORDER BY p.executed_at, p.ticket) FILTER (WHERE p.opens))[1] AS comment,
               (array_agg(p.executed_at ORDER BY p.executed_at DESC, p.ticket DESC) FILTER (WHERE NOT p.opens))[1]
                 AS closed_at,
               (array_agg(p.broker_time ORDER BY p.executed_at DESC, p.ticket DESC) FILTER (WHERE NOT p.opens))[1]
                 AS closed_broker_time,
               (array_agg(p.ticket ORDER BY p.executed_at DESC, p.ticket DESC) FILTER (WHERE NOT p.opens))[1]
                 AS close_ticket,
               (array_agg(p.reason ORDER BY p.executed_at DESC, p.ticket DESC) FILTER (WHERE NOT p.opens))[1]
                 AS close_reason,
               max(p.executed_at) AS last_deal_at, count(*) AS deals,
               sum(p.profit) AS profit, sum(p.swap) AS swap, sum(p.commission) AS commission, sum(p.fee) AS fee,
               max(p.leg) OVER (PARTITION BY p.position_id) AS legs
        FROM part p
        GROUP BY p.position_id, p.leg
      ), ended AS (
        SELECT s.*, s.has_exit AND s.closed >= s.opened AS is_closed FROM summed s
      )
      INSERT INTO trading_trades AS t
        (account_id, position_id, leg, user_id, symbol, side, volume, closed_volume, open_price, close_price, opened_at,
         opened_broker_time, open_ticket, closed_at, closed_broker_time, close_ticket, close_reason, last_deal_at, deals,
         profit, swap, commission, fee, net, lowest_profit, highest_profit, magic, comment)
      SELECT the_account, e.position_id, e.leg, e.user_id, e.symbol, CASE e.direction WHEN 1 THEN 'BUY' ELSE 'SELL' END,
             greatest(e.opened, e.closed), e.closed, e.open_price, e.close_price, e.opened_at, e.opened_broker_time,
             e.open_ticket, CASE WHEN e.is_closed THEN e.closed_at END,
             CASE WHEN e.is_closed THEN e.closed_broker_time END, CASE WHEN e.is_closed THEN e.close_ticket END,
             CASE WHEN e.is_closed THEN e.close_reason END, e.last_deal_at, e.deals,
             e.profit, e.swap, e.commission, e.fee, e.profit + e.swap + e.commission + e.fee,
             CASE WHEN e.legs = 1 THEN p.lowest_profit END, CASE WHEN e.legs = 1 THEN p.highest_profit END,
             e.magic, e.comment
      FROM ended e
      LEFT JOIN trading_positions p ON p.account_id = the_account AND p.identifier = e.position_id
      ON CONFLICT ON CONSTRAINT trading_trades_pkey DO UPDATE SET
        symbol = excluded.symbol, side = excluded.side, volume = excluded.volume,
        closed_volume = excluded.closed_volume, open_price = excluded.open_price, close_price = excluded.close_price,
        opened_at = excluded.opened_at, opened_broker_time = excluded.opened_broker_time,
        open_ticket = excluded.open_ticket, closed_at = excluded.closed_at,
        closed_broker_time = excluded.closed_broker_time, close_ticket = excluded.close_ticket,
        close_reason = excluded.close_reason, last_deal_at = excluded.last_deal_at, deals = excluded.deals,
        profit = excluded.profit, swap = excluded.swap, commission = excluded.commission, fee = excluded.fee,
        net = excluded.net, lowest_profit = excluded.lowest_profit, highest_profit = excluded.highest_profit,
        magic = excluded.magic, comment = excluded.comment,
        origin_known = t.origin_known AND t.magic IS NOT DISTINCT FROM excluded.magic
      $$`);
  }
}
