import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** From where each refresh token was asked for, so that people recognise their own logins; null: it did not say. */
export class DescribeLogins20251027090000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE refresh_tokens
        ADD COLUMN user_agent text,
        ADD COLUMN client_ip  text,
        ADD CONSTRAINT refresh_tokens_user_agent_length CHECK (char_length(user_agent) <= 256)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE refresh_tokens DROP COLUMN client_ip, DROP COLUMN user_agent`);
  }
}
