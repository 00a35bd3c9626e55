import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The service draws the numbers of new orders before it writes them: what refers to an order is written together with it. */
export class NumberOrdersAhead20251202000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ BEGIN
        IF to_regrole('rubi_service') IS NOT NULL THEN
          GRANT USAGE ON SEQUENCE trading_orders_id_seq TO rubi_service;
        END IF;
      END $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ BEGIN
        IF to_regrole('rubi_service') IS NOT NULL THEN
          REVOKE USAGE ON SEQUENCE trading_orders_id_seq FROM rubi_service;
        END IF;
      END $$`);
  }
}
