import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateMt5Sessions20251023100300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE mt5_sessions (
        id                uuid        NOT NULL DEFAULT gen_random_uuid(),
        user_id           uuid        NOT NULL,
        account_id        uuid        NOT NULL,
        account_number    text        NOT NULL,
        broker            text        NOT NULL,
        epoch             integer     NOT NULL,
        client            text        NOT NULL,
        instance_id       text,
        status            text        NOT NULL,
        interval_ms       integer     NOT NULL,
        connected_at      timestamptz NOT NULL,
        last_seen_at      timestamptz NOT NULL,
        ended_at          timestamptz,
        end_reason        text,
        ea_version        text,
        terminal_build    integer,
        clock_offset_ms   integer,
        last_seq          bigint      NOT NULL DEFAULT 0,
        last_reply        jsonb,
        snapshot_at       timestamptz,
        snapshot_reported_at timestamptz,
        counters          jsonb,
        CONSTRAINT mt5_sessions_pkey PRIMARY KEY (id),
        CONSTRAINT mt5_sessions_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT mt5_sessions_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT mt5_sessions_client_known CHECK (client IN ('seed', 'connector')),
        CONSTRAINT mt5_sessions_status_known
          CHECK (status IN ('ACTIVE', 'STALE', 'DISCONNECTED', 'FENCED', 'EXPIRED')),
        CONSTRAINT mt5_sessions_interval_range CHECK (interval_ms BETWEEN 100 AND 60000)
      )`);
    await db.query(`CREATE UNIQUE INDEX mt5_sessions_epoch_key ON mt5_sessions (account_id, epoch)`);
    await db.query(`
      CREATE UNIQUE INDEX mt5_sessions_live_key ON mt5_sessions (account_id)
      WHERE status IN ('ACTIVE', 'STALE')`);
    await db.query(`
      CREATE UNIQUE INDEX mt5_sessions_instance_key ON mt5_sessions (account_id, instance_id)
      WHERE instance_id IS NOT NULL`);
    await db.query(`CREATE INDEX mt5_sessions_user_idx ON mt5_sessions (user_id, connected_at)`);
    await db.query(
      `CREATE INDEX mt5_sessions_last_seen_idx ON mt5_sessions (last_seen_at) WHERE status IN ('ACTIVE', 'STALE')`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE mt5_sessions`);
  }
}
