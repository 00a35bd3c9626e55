import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateTradingAccounts20251023100200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE trading_accounts (
        id              uuid           NOT NULL DEFAULT gen_random_uuid(),
        user_id         uuid           NOT NULL,
        account_number  text           NOT NULL,
        broker          text           NOT NULL,
        server          text,
        name            text,
        currency        text           NOT NULL,
        currency_digits smallint       NOT NULL DEFAULT 2,
        margin_mode     text,
        leverage        integer,
        auto_trading    boolean        NOT NULL DEFAULT true,
        permissions     jsonb,
        balance         numeric(20, 8) NOT NULL,
        equity          numeric(20, 8) NOT NULL,
        margin          numeric(20, 8),
        margin_free     numeric(20, 8),
        margin_level    numeric(20, 8),
        profit          numeric(20, 8),
        state_reported_at timestamptz,
        state_received_at timestamptz  NOT NULL,
        snapshot_taken_at timestamptz,
        broker_utc_offset_seconds integer,
        created_at      timestamptz    NOT NULL,
        CONSTRAINT trading_accounts_pkey PRIMARY KEY (id),
        CONSTRAINT trading_accounts_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT trading_accounts_margin_mode_known
          CHECK (margin_mode IS NULL OR margin_mode IN ('HEDGING', 'NETTING', 'EXCHANGE')),
        CONSTRAINT trading_accounts_leverage_range CHECK (leverage IS NULL OR leverage BETWEEN 1 AND 10000),
        CONSTRAINT trading_accounts_balance_range CHECK (balance > -1e12 AND balance < 1e12),
        CONSTRAINT trading_accounts_equity_range CHECK (equity > -1e12 AND equity < 1e12)
      )`);
    await db.query(`
      CREATE UNIQUE INDEX trading_accounts_identity_key
      ON trading_accounts (user_id, account_number, broker, server) NULLS NOT DISTINCT`);

    await db.query(`
      CREATE TABLE symbol_specs (
        account_id         uuid           NOT NULL,
        symbol             text           NOT NULL,
        digits             smallint       NOT NULL,
        point              numeric(20, 8) NOT NULL,
        tick_size          numeric(20, 8) NOT NULL,
        tick_value_profit  numeric(20, 8) NOT NULL,
        tick_value_loss    numeric(20, 8) NOT NULL,
        contract_size      numeric(20, 8) NOT NULL,
        volume_min         numeric(20, 8) NOT NULL,
        volume_max         numeric(20, 8) NOT NULL,
        volume_step        numeric(20, 8) NOT NULL,
        volume_limit       numeric(20, 8) NOT NULL,
        stops_level_points integer        NOT NULL,
        freeze_level_points integer       NOT NULL,
        calc_mode          text           NOT NULL,
        trade_mode         text           NOT NULL,
        execution_mode     text           NOT NULL,
        filling_modes      text[]         NOT NULL,
        currency_base      text           NOT NULL,
        currency_profit    text           NOT NULL,
        currency_margin    text           NOT NULL,
        margin_initial     numeric(20, 8) NOT NULL,
        margin_maintenance numeric(20, 8) NOT NULL,
        margin_rate_buy    numeric(20, 8),
        margin_rate_sell   numeric(20, 8),
        bid                numeric(20, 8),
        ask                numeric(20, 8),
        quoted_at          timestamptz,
        quote_received_at  timestamptz,
        reported_at        timestamptz    NOT NULL,
        CONSTRAINT symbol_specs_pkey PRIMARY KEY (account_id, symbol),
        CONSTRAINT symbol_specs_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT symbol_specs_tick_size_range CHECK (tick_size > 0 AND tick_size < 1e9),
        CONSTRAINT symbol_specs_volume_step_range CHECK (volume_step > 0 AND volume_step <= 1e6)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE symbol_specs`);
    await db.query(`DROP TABLE trading_accounts`);
  }
}
