import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A switch that was moved to close what is open keeps that until trading goes on: a broker may refuse at first. */
export class KeepWhatIsToBeEmptied20251026110000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE risk_states ADD COLUMN empties boolean NOT NULL DEFAULT false`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE risk_states DROP COLUMN empties`);
  }
}
