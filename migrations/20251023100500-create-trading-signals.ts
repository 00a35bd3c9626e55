import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateTradingSignals20251023100500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE trading_signals (
        id                 bigint         GENERATED ALWAYS AS IDENTITY,
        user_id            uuid           NOT NULL,
        source             text           NOT NULL,
        source_session_id  uuid,
        target_session_id  uuid,
        target_account_number text,
        symbol             text           NOT NULL,
        signal_type        text           NOT NULL,
        entry_price        numeric(20, 8),
        stop_loss          numeric(20, 8),
        take_profit        numeric(20, 8),
        volume             numeric(20, 8),
        timeframe          text,
        confidence         numeric(20, 8),
        strategy           text,
        signal_time        timestamptz    NOT NULL,
        received_at        timestamptz    NOT NULL,
        decided_at         timestamptz,
        finished_at        timestamptz,
        status             text           NOT NULL,
        reject_code        text,
        reject_detail      jsonb,
        message            text,
        idempotency_key    text,
        client_signal_id   text,
        natural_key        bytea,
        request_hash       bytea          NOT NULL,
        CONSTRAINT trading_signals_pkey PRIMARY KEY (id),
        CONSTRAINT trading_signals_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT trading_signals_type_known
          CHECK (signal_type IN ('BUY', 'SELL', 'CLOSE_BUY', 'CLOSE_SELL')),
        CONSTRAINT trading_signals_status_known CHECK (status IN
          ('PENDING', 'EXECUTED', 'PARTIALLY_EXECUTED', 'REJECTED', 'FAILED', 'EXPIRED', 'CANCELLED')),
        CONSTRAINT trading_signals_entry_price_range CHECK (entry_price > 0 AND entry_price < 1e12),
        CONSTRAINT trading_signals_stop_loss_range CHECK (stop_loss > 0 AND stop_loss < 1e12),
        CONSTRAINT trading_signals_take_profit_range CHECK (take_profit > 0 AND take_profit < 1e12),
        CONSTRAINT trading_signals_volume_range CHECK (volume > 0 AND volume <= 1e6),
        CONSTRAINT trading_signals_confidence_range CHECK (confidence >= 0 AND confidence <= 1),
        CONSTRAINT trading_signals_has_key CHECK (
          idempotency_key IS NOT NULL OR client_signal_id IS NOT NULL OR natural_key IS NOT NULL
        )
      )`);
    await db.query(`
      CREATE UNIQUE INDEX trading_signals_idempotency_key ON trading_signals (user_id, idempotency_key)
      WHERE idempotency_key IS NOT NULL`);
    await db.query(`
      CREATE UNIQUE INDEX trading_signals_client_id_key ON trading_signals (user_id, client_signal_id)
      WHERE client_signal_id IS NOT NULL`);
    await db.query(`
      CREATE UNIQUE INDEX trading_signals_natural_key ON trading_signals (user_id, natural_key)
      WHERE natural_key IS NOT NULL`);
    await db.query(
      `CREATE INDEX trading_signals_undecided_idx ON trading_signals (id) WHERE decided_at IS NULL`,
    );
    await db.query(`CREATE INDEX trading_signals_user_idx ON trading_signals (user_id, id)`);
    await db.query(`CREATE INDEX trading_signals_user_status_idx ON trading_signals (user_id, status, id)`);
    await db.query(`
      COMMENT ON COLUMN trading_signals.natural_key IS
      'SHA-256 over the fields of a signal that carries no key of its own; null when it has one'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE trading_signals`);
  }
}
