import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateTokens20251023100100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE refresh_tokens (
        id                uuid        NOT NULL DEFAULT gen_random_uuid(),
        user_id           uuid        NOT NULL,
        family_id         uuid        NOT NULL,
        token_hash        bytea       NOT NULL,
        created_at        timestamptz NOT NULL,
        expires_at        timestamptz NOT NULL,
        family_expires_at timestamptz NOT NULL,
        rotated_at        timestamptz,
        revoked_at        timestamptz,
        CONSTRAINT refresh_tokens_pkey PRIMARY KEY (id),
        CONSTRAINT refresh_tokens_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    await db.query(`CREATE UNIQUE INDEX refresh_tokens_hash_key ON refresh_tokens (token_hash)`);
    await db.query(`CREATE INDEX refresh_tokens_family_idx ON refresh_tokens (family_id)`);
    await db.query(`CREATE INDEX refresh_tokens_user_idx ON refresh_tokens (user_id)`);

    await db.query(`
      CREATE TABLE api_tokens (
        id           uuid        NOT NULL DEFAULT gen_random_uuid(),
        user_id      uuid        NOT NULL,
        name         text        NOT NULL,
        token_hash   bytea       NOT NULL,
        prefix       text        NOT NULL,
        last_four    text        NOT NULL,
        scopes       text[]      NOT NULL,
        created_at   timestamptz NOT NULL,
        last_used_at timestamptz,
        expires_at   timestamptz,
        revoked_at   timestamptz,
        CONSTRAINT api_tokens_pkey PRIMARY KEY (id),
        CONSTRAINT api_tokens_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT api_tokens_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
        CONSTRAINT api_tokens_scopes_known CHECK (
          cardinality(scopes) > 0 AND scopes <@ ARRAY['terminal', 'signals:write', 'read']::text[]
        )
      )`);
    await db.query(`CREATE UNIQUE INDEX api_tokens_hash_key ON api_tokens (token_hash)`);
    await db.query(`CREATE INDEX api_tokens_user_idx ON api_tokens (user_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE api_tokens`);
    await db.query(`DROP TABLE refresh_tokens`);
  }
}
