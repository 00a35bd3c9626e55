import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateEvents20251023100900 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE events (
        id          bigint      GENERATED ALWAYS AS IDENTITY,
        xact        xid8        NOT NULL DEFAULT pg_current_xact_id(),
        user_id     uuid        NOT NULL,
        session_id  uuid,
        type        text        NOT NULL,
        version     smallint    NOT NULL,
        payload     jsonb       NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT events_pkey PRIMARY KEY (id),
        CONSTRAINT events_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    await db.query(`CREATE INDEX events_order_idx ON events (xact, id)`);
    await db.query(`CREATE INDEX events_user_order_idx ON events (user_id, xact, id)`);
    await db.query(`
      COMMENT ON COLUMN events.xact IS
      'The transaction that wrote the event: readers go by (xact, id) and stop before the oldest transaction still open, since ids are given before they are committed'`);

    await db.query(`
      CREATE TABLE idempotency_keys (
        user_id      uuid        NOT NULL,
        route        text        NOT NULL,
        key          text        NOT NULL,
        request_hash bytea       NOT NULL,
        status       smallint    NOT NULL,
        body         jsonb       NOT NULL,
        created_at   timestamptz NOT NULL,
        CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_id, route, key),
        CONSTRAINT idempotency_keys_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    await db.query(`CREATE INDEX idempotency_keys_created_idx ON idempotency_keys (created_at)`);

    await db.query(`
      CREATE TABLE audit_log (
        id          bigint      GENERATED ALWAYS AS IDENTITY,
        user_id     uuid,
        actor       text        NOT NULL,
        action      text        NOT NULL,
        client_ip   text,
        detail      jsonb       NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT audit_log_pkey PRIMARY KEY (id)
      )`);
    await db.query(`CREATE INDEX audit_log_user_idx ON audit_log (user_id, id)`);
    await db.query(`
      CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE audit_log`);
    await db.query(`DROP TABLE idempotency_keys`);
    await db.query(`DROP TABLE events`);
  }
}
