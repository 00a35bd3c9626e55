import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A decision's ledger was seven kilobytes of jsonb, most of them said a thousand times: the profile, the contract, the
 * names of the rules. Parsing and compressing it was most of what PostgreSQL did for a signal. From now on it is a short
 * record beside documents that are kept once (docs/adr/0018). What was decided before stays as it is: to rewrite it would
 * lock the table for as long as there is history.
 */
export class KeepDecisionsShort20251201000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE decision_documents (
        user_id uuid NOT NULL,
        key     text NOT NULL,
        body    json NOT NULL,
        CONSTRAINT decision_documents_pkey PRIMARY KEY (user_id, key),
        CONSTRAINT decision_documents_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    await db.query(`ALTER TABLE signal_decisions ADD COLUMN record json`);
    await db.query(`ALTER TABLE signal_decisions ALTER COLUMN ledger DROP NOT NULL`);
    await db.query(`
      ALTER TABLE signal_decisions ADD CONSTRAINT signal_decisions_explained
      CHECK (record IS NOT NULL OR ledger IS NOT NULL) NOT VALID`);
    await db.query(`ALTER TABLE signal_decisions VALIDATE CONSTRAINT signal_decisions_explained`);
    // What fits into half a page is kept as it is: compressing it costs more than the room it takes.
    await db.query(`ALTER TABLE signal_decisions SET (toast_tuple_target = 4080)`);
  }

  /** A record as a ledger of version 2, with its documents in it: every rule is called by its number. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE signal_decisions d SET ledger = jsonb_build_object(
        'version', 2, 'volume', r -> 'volume', 'denial', r -> 'denial', 'symbol', r -> 'symbol',
        'rules', (SELECT coalesce(jsonb_agg(jsonb_build_object('rule', v -> 0, 'name', v -> 0,
          'verdict', CASE WHEN jsonb_typeof(v -> 1) = 'string' THEN 'SKIPPED' ELSE coalesce(v ->> 2, 'PASSED') END,
          'numbers', CASE WHEN jsonb_typeof(v -> 1) = 'string' THEN jsonb_build_object('reason', v -> 1) ELSE v -> 1 END
          ) ORDER BY place), '[]') FROM jsonb_array_elements(r -> 'rules') WITH ORDINALITY AS rule (v, place)),
        'steps', (SELECT coalesce(jsonb_agg(jsonb_build_object('step', s -> 0, 'values', s -> 1) ORDER BY place), '[]')
          FROM jsonb_array_elements(r -> 'steps') WITH ORDINALITY AS step (s, place)),
        'inputs', CASE WHEN r ->> 'profile' IS NOT NULL THEN jsonb_build_object(
          'profile', (SELECT body::jsonb FROM decision_documents
                      WHERE user_id = d.user_id AND key = r ->> 'profile') || jsonb_build_object('accountId', d.account_id),
          'observed', CASE WHEN r ->> 'contract' IS NULL THEN r -> 'observed' ELSE
            jsonb_set(r -> 'observed', '{symbol,spec}', (SELECT body::jsonb FROM decision_documents
              WHERE user_id = d.user_id AND key = r ->> 'contract')) END) END
        ) || CASE WHEN r ? 'closes' THEN jsonb_build_object('closes', r -> 'closes') ELSE '{}' END
      FROM (SELECT signal_id, account_id, record::jsonb AS r FROM signal_decisions WHERE ledger IS NULL) AS written
      WHERE d.signal_id = written.signal_id AND d.account_id = written.account_id`);
    await db.query(`ALTER TABLE signal_decisions DROP CONSTRAINT signal_decisions_explained`);
    await db.query(`ALTER TABLE signal_decisions DROP COLUMN record`);
    await db.query(`ALTER TABLE signal_decisions ALTER COLUMN ledger SET NOT NULL`);
    await db.query(`ALTER TABLE signal_decisions RESET (toast_tuple_target)`);
    await db.query(`DROP TABLE decision_documents`);
  }
}
