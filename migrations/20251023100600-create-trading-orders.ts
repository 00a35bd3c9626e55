import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateTradingOrders20251023100600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE trading_orders (
        id               bigint         GENERATED ALWAYS AS IDENTITY,
        user_id          uuid           NOT NULL,
        account_id       uuid           NOT NULL,
        signal_id        bigint         NOT NULL,
        action           text           NOT NULL,
        side             text           NOT NULL,
        symbol           text           NOT NULL,
        volume           numeric(20, 8) NOT NULL,
        entry_price      numeric(20, 8),
        stop_loss        numeric(20, 8),
        take_profit      numeric(20, 8),
        close_targets    jsonb,
        risk_money       numeric(20, 8),
        margin_money     numeric(20, 8),
        status           text           NOT NULL,
        version          integer        NOT NULL DEFAULT 1,
        session_id       uuid,
        epoch            integer,
        delivery_count   integer        NOT NULL DEFAULT 0,
        created_at       timestamptz    NOT NULL,
        expires_at       timestamptz,
        sent_at          timestamptz,
        acknowledged_at  timestamptz,
        cancel_requested_at timestamptz,
        finished_at      timestamptz,
        filled_volume    numeric(20, 8) NOT NULL DEFAULT 0,
        fill_price       numeric(20, 8),
        order_ticket     text,
        deal_ticket      text,
        position_ticket  text,
        retcode          integer,
        message          text,
        CONSTRAINT trading_orders_pkey PRIMARY KEY (id),
        CONSTRAINT trading_orders_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT trading_orders_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT trading_orders_signal_fkey
          FOREIGN KEY (signal_id) REFERENCES trading_signals (id) ON DELETE CASCADE,
        CONSTRAINT trading_orders_action_known CHECK (action IN ('OPEN', 'CLOSE')),
        CONSTRAINT trading_orders_side_known CHECK (side IN ('BUY', 'SELL')),
        CONSTRAINT trading_orders_status_known CHECK (status IN ('READY', 'SENT', 'UNKNOWN', 'FILLED',
          'PARTIALLY_FILLED', 'REJECTED', 'NOT_EXECUTED', 'EXPIRED', 'CANCELLED')),
        CONSTRAINT trading_orders_volume_range CHECK (volume > 0 AND volume <= 1e6),
        CONSTRAINT trading_orders_filled_range CHECK (filled_volume >= 0 AND filled_volume <= 1e6),
        CONSTRAINT trading_orders_open_expires CHECK (action = 'CLOSE' OR expires_at IS NOT NULL),
        CONSTRAINT trading_orders_sent_is_bound CHECK (status NOT IN ('SENT', 'UNKNOWN') OR session_id IS NOT NULL)
      )`);
    await db.query(
      `CREATE UNIQUE INDEX trading_orders_signal_account_key ON trading_orders (signal_id, account_id)`,
    );
    await db.query(`
      CREATE INDEX trading_orders_live_idx ON trading_orders (account_id, id)
      WHERE status IN ('READY', 'SENT', 'UNKNOWN')`);
    await db.query(`CREATE INDEX trading_orders_user_idx ON trading_orders (user_id, id)`);
    await db.query(`
      CREATE INDEX trading_orders_expiry_idx ON trading_orders (expires_at) WHERE status IN ('READY', 'SENT')`);

    await db.query(`
      CREATE TABLE order_events (
        id          bigint      GENERATED ALWAYS AS IDENTITY,
        order_id    bigint      NOT NULL,
        seq         integer     NOT NULL,
        from_status text,
        to_status   text        NOT NULL,
        actor       text        NOT NULL,
        cause_key   text        NOT NULL,
        occurred_at timestamptz,
        recorded_at timestamptz NOT NULL,
        data        jsonb       NOT NULL,
        CONSTRAINT order_events_pkey PRIMARY KEY (id),
        CONSTRAINT order_events_order_fkey
          FOREIGN KEY (order_id) REFERENCES trading_orders (id) ON DELETE CASCADE,
        CONSTRAINT order_events_actor_known
          CHECK (actor IN ('RISK', 'TERMINAL', 'CLOCK', 'USER', 'RECONCILIATION', 'KILL_SWITCH'))
      )`);
    await db.query(`CREATE UNIQUE INDEX order_events_seq_key ON order_events (order_id, seq)`);
    await db.query(`CREATE UNIQUE INDEX order_events_cause_key ON order_events (order_id, cause_key)`);

    await db.query(`
      CREATE TABLE signal_decisions (
        signal_id  bigint      NOT NULL,
        account_id uuid        NOT NULL,
        user_id    uuid        NOT NULL,
        outcome    text        NOT NULL,
        code       text,
        order_id   bigint,
        ledger     jsonb       NOT NULL,
        decided_at timestamptz NOT NULL,
        CONSTRAINT signal_decisions_pkey PRIMARY KEY (signal_id, account_id),
        CONSTRAINT signal_decisions_signal_fkey
          FOREIGN KEY (signal_id) REFERENCES trading_signals (id) ON DELETE CASCADE,
        CONSTRAINT signal_decisions_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT signal_decisions_outcome_known CHECK (outcome IN ('ORDERED', 'DENIED')),
        CONSTRAINT signal_decisions_denial_has_code CHECK ((outcome = 'DENIED') = (code IS NOT NULL))
      )`);

    await db.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$`);
    await db.query(`
      CREATE TRIGGER order_events_append_only BEFORE UPDATE ON order_events
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`
      CREATE FUNCTION keep_terminal_order_status() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.status IN ('FILLED', 'PARTIALLY_FILLED', 'REJECTED', 'NOT_EXECUTED', 'EXPIRED', 'CANCELLED')
           AND NEW.status IS DISTINCT FROM OLD.status THEN
          RAISE EXCEPTION 'order % is % for ever', OLD.id, OLD.status USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER trading_orders_terminal_status BEFORE UPDATE OF status ON trading_orders
      FOR EACH ROW EXECUTE FUNCTION keep_terminal_order_status()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE signal_decisions`);
    await db.query(`DROP TABLE order_events`);
    await db.query(`DROP TABLE trading_orders`);
    await db.query(`DROP FUNCTION keep_terminal_order_status()`);
    await db.query(`DROP FUNCTION refuse_change()`);
  }
}
