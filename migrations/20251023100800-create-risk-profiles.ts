import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateRiskProfiles20251023100800 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE risk_profiles (
        account_id          uuid           NOT NULL,
        user_id             uuid           NOT NULL,
        risk_percent        numeric(20, 8) NOT NULL,
        max_open_positions  integer        NOT NULL,
        opening_ttl_seconds integer        NOT NULL,
        updated_at          timestamptz    NOT NULL,
        CONSTRAINT risk_profiles_pkey PRIMARY KEY (account_id),
        CONSTRAINT risk_profiles_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT risk_profiles_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT risk_profiles_risk_percent_range CHECK (risk_percent > 0 AND risk_percent <= 100),
        CONSTRAINT risk_profiles_max_open_positions_range CHECK (max_open_positions BETWEEN 0 AND 1000),
        CONSTRAINT risk_profiles_opening_ttl_range CHECK (opening_ttl_seconds BETWEEN 1 AND 86400)
      )`);
    await db.query(`
      CREATE TABLE risk_states (
        scope      text        NOT NULL,
        scope_id   uuid        NOT NULL,
        state      text        NOT NULL,
        reason     text        NOT NULL,
        actor      text        NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT risk_states_pkey PRIMARY KEY (scope, scope_id),
        CONSTRAINT risk_states_scope_known CHECK (scope IN ('SERVER', 'USER', 'ACCOUNT')),
        CONSTRAINT risk_states_state_known CHECK (state IN ('ACTIVE', 'REDUCING', 'HALTED'))
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE risk_states`);
    await db.query(`DROP TABLE risk_profiles`);
  }
}
