import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateUsers20251023100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE users (
        id                  uuid        NOT NULL DEFAULT gen_random_uuid(),
        email               text        NOT NULL,
        username            text        NOT NULL,
        password_hash       text        NOT NULL,
        language            text        NOT NULL DEFAULT 'en',
        access_epoch        integer     NOT NULL DEFAULT 1,
        created_at          timestamptz NOT NULL,
        password_changed_at timestamptz NOT NULL,
        disabled_at         timestamptz,
        CONSTRAINT users_pkey PRIMARY KEY (id),
        CONSTRAINT users_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
        CONSTRAINT users_username_length CHECK (char_length(username) BETWEEN 3 AND 64),
        CONSTRAINT users_language_known CHECK (language IN ('en', 'fr'))
      )`);
    await db.query(`CREATE INDEX users_email_idx ON users (email, created_at)`);
    await db.query(`CREATE UNIQUE INDEX users_username_key ON users (username)`);
    await db.query(`
      COMMENT ON COLUMN users.access_epoch IS
      'Raised by logout, password change and disabling: an access token of an older epoch is refused'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE users`);
  }
}
