import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What the whole list of pre-trade rules needs to know: an account's own settings, how its equity guard stands, which
 * sources are locked, and where the books differ from the terminal's.
 */
export class KeepRiskSettings20251024110000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE risk_profiles ADD COLUMN settings jsonb NOT NULL DEFAULT '{}'`);
    await db.query(`ALTER TABLE trading_signals ADD COLUMN stored_at timestamptz`);
    await db.query(`ALTER TABLE signal_decisions DROP CONSTRAINT signal_decisions_outcome_known`);
    await db.query(`
      ALTER TABLE signal_decisions ADD CONSTRAINT signal_decisions_outcome_known
        CHECK (outcome IN ('ORDERED', 'DENIED', 'TOOK_BACK'))`);
    await db.query(`
      ALTER TABLE trading_orders
        ADD COLUMN source text,
        ADD COLUMN flattens boolean NOT NULL DEFAULT false,
        ADD COLUMN taken_back_by bigint`);
    await db.query(`
      CREATE INDEX trading_orders_recent_idx ON trading_orders (account_id, created_at) WHERE action = 'OPEN'`);
    await db.query(`
      CREATE INDEX trading_orders_taken_back_idx ON trading_orders (account_id) WHERE taken_back_by IS NOT NULL`);
    await db.query(`
      CREATE INDEX signal_decisions_collar_idx ON signal_decisions (account_id, decided_at)
      WHERE code = 'PRICE_OUT_OF_COLLAR'`);
    await db.query(`
      CREATE TABLE equity_guards (
        account_id          uuid        NOT NULL,
        highest_equity      numeric(20, 8),
        highest_day_balance numeric(20, 8),
        days_counted_until  timestamptz,
        step                text        NOT NULL,
        lock_rule           text,
        locked_at           timestamptz,
        locked_until        timestamptz,
        updated_at          timestamptz NOT NULL,
        CONSTRAINT equity_guards_pkey PRIMARY KEY (account_id),
        CONSTRAINT equity_guards_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT equity_guards_step_known
          CHECK (step IN ('CLEAR', 'WARN', 'REDUCE', 'BLOCK', 'FLATTEN', 'LOCKED')),
        CONSTRAINT equity_guards_lock_is_dated CHECK ((lock_rule IS NULL) = (locked_at IS NULL))
      )`);
    await db.query(`
      CREATE TABLE source_locks (
        account_id uuid        NOT NULL,
        source     text        NOT NULL,
        reason     text        NOT NULL,
        locked_at  timestamptz NOT NULL,
        CONSTRAINT source_locks_pkey PRIMARY KEY (account_id, source),
        CONSTRAINT source_locks_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE
      )`);
    await db.query(`
      CREATE TABLE book_drifts (
        account_id uuid           NOT NULL,
        symbol     text           NOT NULL,
        difference numeric(20, 8) NOT NULL,
        snapshots  integer        NOT NULL,
        since      timestamptz    NOT NULL,
        CONSTRAINT book_drifts_pkey PRIMARY KEY (account_id, symbol),
        CONSTRAINT book_drifts_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT book_drifts_difference_range CHECK (difference > 0 AND difference <= 1e6)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE book_drifts`);
    await db.query(`DROP TABLE source_locks`);
    await db.query(`DROP TABLE equity_guards`);
    await db.query(`DROP INDEX trading_orders_taken_back_idx`);
    await db.query(`DROP INDEX trading_orders_recent_idx`);
    await db.query(`
      ALTER TABLE trading_orders DROP COLUMN taken_back_by, DROP COLUMN flattens, DROP COLUMN source`);
    await db.query(`DROP INDEX signal_decisions_collar_idx`);
    await db.query(`DELETE FROM signal_decisions WHERE outcome = 'TOOK_BACK'`);
    await db.query(`ALTER TABLE signal_decisions DROP CONSTRAINT signal_decisions_outcome_known`);
    await db.query(`
      ALTER TABLE signal_decisions ADD CONSTRAINT signal_decisions_outcome_known
        CHECK (outcome IN ('ORDERED', 'DENIED'))`);
    await db.query(`ALTER TABLE trading_signals DROP COLUMN stored_at`);
    await db.query(`ALTER TABLE risk_profiles DROP COLUMN settings`);
  }
}
