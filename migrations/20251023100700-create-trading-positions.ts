import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateTradingPositions20251023100700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE trading_positions (
        id              bigint         GENERATED ALWAYS AS IDENTITY,
        user_id         uuid           NOT NULL,
        account_id      uuid           NOT NULL,
        ticket          numeric(20, 0) NOT NULL,
        identifier      numeric(20, 0) NOT NULL,
        symbol          text           NOT NULL,
        side            text           NOT NULL,
        volume          numeric(20, 8) NOT NULL,
        open_price      numeric(20, 8) NOT NULL,
        current_price   numeric(20, 8),
        stop_loss       numeric(20, 8),
        take_profit     numeric(20, 8),
        profit          numeric(20, 8) NOT NULL,
        swap            numeric(20, 8) NOT NULL,
        commission      numeric(20, 8) NOT NULL,
        magic           numeric(20, 0),
        comment         text,
        opened_at       timestamptz    NOT NULL,
        first_seen_at   timestamptz    NOT NULL,
        last_seen_at    timestamptz    NOT NULL,
        status          text           NOT NULL,
        closed_at       timestamptz,
        close_reason    text,
        close_price     numeric(20, 8),
        CONSTRAINT trading_positions_pkey PRIMARY KEY (id),
        CONSTRAINT trading_positions_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT trading_positions_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT trading_positions_side_known CHECK (side IN ('BUY', 'SELL')),
        CONSTRAINT trading_positions_status_known CHECK (status IN ('OPEN', 'CLOSED')),
        CONSTRAINT trading_positions_volume_range CHECK (volume > 0 AND volume <= 1e6),
        CONSTRAINT trading_positions_open_price_range CHECK (open_price > 0 AND open_price < 1e12)
      )`);
    await db.query(
      `CREATE UNIQUE INDEX trading_positions_identifier_key ON trading_positions (account_id, identifier)`,
    );
    await db.query(
      `CREATE INDEX trading_positions_open_idx ON trading_positions (account_id) WHERE status = 'OPEN'`,
    );
    await db.query(`CREATE INDEX trading_positions_user_idx ON trading_positions (user_id, id)`);

    await db.query(`
      CREATE TABLE trading_deals (
        account_id      uuid           NOT NULL,
        ticket          numeric(20, 0) NOT NULL,
        user_id         uuid           NOT NULL,
        order_ticket    numeric(20, 0),
        position_id     numeric(20, 0),
        symbol          text,
        deal_type       text           NOT NULL,
        entry           text           NOT NULL,
        volume          numeric(20, 8) NOT NULL,
        price           numeric(20, 8),
        profit          numeric(20, 8) NOT NULL,
        swap            numeric(20, 8) NOT NULL,
        commission      numeric(20, 8) NOT NULL,
        fee             numeric(20, 8) NOT NULL,
        magic           numeric(20, 0),
        comment         text,
        reason          text,
        executed_at     timestamptz    NOT NULL,
        broker_time     timestamp,
        received_at     timestamptz    NOT NULL,
        CONSTRAINT trading_deals_pkey PRIMARY KEY (account_id, ticket),
        CONSTRAINT trading_deals_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT trading_deals_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT trading_deals_entry_known CHECK (entry IN ('IN', 'OUT', 'INOUT', 'OUT_BY', 'NONE')),
        CONSTRAINT trading_deals_volume_range CHECK (volume >= 0 AND volume <= 1e6)
      )`);
    await db.query(`CREATE INDEX trading_deals_position_idx ON trading_deals (account_id, position_id)`);
    await db.query(
      `CREATE INDEX trading_deals_magic_idx ON trading_deals (account_id, magic) WHERE magic IS NOT NULL`,
    );
    await db.query(
      `CREATE INDEX trading_deals_user_time_idx ON trading_deals (user_id, executed_at, account_id, ticket)`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE trading_deals`);
    await db.query(`DROP TABLE trading_positions`);
  }
}
