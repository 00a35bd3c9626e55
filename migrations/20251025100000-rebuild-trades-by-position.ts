import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Lets `rebuild_trades` find the deals of a few positions by their index. A plan made for any list, none included, reads
 * the whole account: with a million deals every new one took most of a second. Its statement stays as it was.
 */
export class RebuildTradesByPosition20251025100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.replace(db, {
      body: `'BEGIN ' || prosrc || '; END'`,
      language: 'plpgsql SET plan_cache_mode = force_custom_plan',
    });
  }

  async down(db: QueryRunner): Promise<void> {
    await this.replace(db, {
      body: `regexp_replace(prosrc, '^BEGIN (.*); END$', '\\1')`,
      language: 'sql',
    });
  }

  private async replace(
    db: QueryRunner,
    { body, language }: { body: string; language: string },
  ): Promise<void> {
    await db.query(`
      DO $do$ BEGIN EXECUTE (
        SELECT format('CREATE OR REPLACE FUNCTION rebuild_trades(the_account uuid, positions numeric[])
                       RETURNS void LANGUAGE ${language} AS %L', ${body})
        FROM pg_proc WHERE oid = 'rebuild_trades(uuid, numeric[])'::regprocedure
      ); END $do$`);
  }
}
