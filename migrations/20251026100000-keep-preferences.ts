import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** In which time zone and currency a person likes to read; null: as their browser and their accounts have it. */
export class KeepPreferences20251026100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE users
        ADD COLUMN time_zone text,
        ADD COLUMN currency  text,
        ADD CONSTRAINT users_time_zone_length CHECK (char_length(time_zone) BETWEEN 1 AND 64),
        ADD CONSTRAINT users_currency_code CHECK (currency ~ '^[A-Z]{3}$')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE users DROP COLUMN currency, DROP COLUMN time_zone`);
  }
}
