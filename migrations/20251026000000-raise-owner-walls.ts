import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The second wall between owners (docs/adr/0013), and an audit log that only grows.
 *
 * Roles belong to the server, not to this database: they are made if this login may make roles, and never dropped. A
 * login that may not make them works on without the wall, says so at each start, and gets it as soon as somebody with
 * more rights has run `SELECT raise_owner_walls()`.
 */
export class RaiseOwnerWalls20251026000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createRoles(db);
    await db.query(RAISE_OWNER_WALLS);
    await this.openWhatNeedsTheTables(db);
    await this.closeAuditLog(db);
    await db.query(`SELECT raise_owner_walls()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$
      DECLARE
        policy record;
      BEGIN
        FOR policy IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' LOOP
          EXECUTE format('DROP POLICY %I ON %I', policy.policyname, policy.tablename);
          EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', policy.tablename);
        END LOOP;
        IF to_regrole('rubi_caller') IS NOT NULL AND to_regrole('rubi_service') IS NOT NULL THEN
          REVOKE ALL ON ALL TABLES IN SCHEMA public FROM rubi_caller, rubi_service;
          REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM rubi_caller, rubi_service;
          REVOKE USAGE ON SCHEMA public FROM rubi_caller, rubi_service;
        END IF;
      END $$`);
    await db.query(`DROP TRIGGER audit_log_never_emptied ON audit_log`);
    await db.query(`DROP TRIGGER audit_log_append_only ON audit_log`);
    await db.query(`
      CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`DROP FUNCTION forget_audit_log(timestamptz, integer)`);
    await db.query(`DROP FUNCTION guard_audit_log()`);
    await db.query(`DROP FUNCTION drop_account_snapshots_before(timestamptz)`);
    await db.query(`DROP FUNCTION raise_owner_walls()`);
    await db.query(`
      DO $$ BEGIN
        IF to_regprocedure('create_account_snapshot_partitions(timestamptz, integer)') IS NOT NULL THEN
          ALTER FUNCTION create_account_snapshot_partitions(timestamptz, integer) SECURITY INVOKER;
          ALTER FUNCTION create_account_snapshot_partitions(timestamptz, integer) RESET search_path;
          GRANT EXECUTE ON FUNCTION create_account_snapshot_partitions(timestamptz, integer) TO PUBLIC;
        END IF;
      END $$`);
  }

  /** `rubi_caller`: what a transaction acts as while it serves one owner. `rubi_service`: what a login that owns no table inherits. */
  private async createRoles(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$
      DECLARE
        wanted text;
      BEGIN
        FOREACH wanted IN ARRAY ARRAY['rubi_caller', 'rubi_service'] LOOP
          BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
          EXCEPTION
            WHEN duplicate_object OR unique_violation THEN NULL;
            WHEN insufficient_privilege THEN
              RAISE WARNING 'This login may not create the role %: owners are kept apart by the queries alone', wanted;
          END;
        END LOOP;
        IF to_regrole('rubi_caller') IS NULL OR pg_has_role(current_user, 'rubi_caller', 'USAGE') THEN RETURN; END IF;
        EXECUTE format('GRANT rubi_caller TO %I', current_user);
      EXCEPTION
        WHEN insufficient_privilege THEN
          RAISE WARNING 'This login may not act as rubi_caller: owners are kept apart by the queries alone';
      END $$`);
  }

  /** Making and dropping partitions is for the tables' owner: a login that owns none does it through these. */
  private async openWhatNeedsTheTables(db: QueryRunner): Promise<void> {
    // TimescaleDB makes its own.
    await db.query(`
      DO $$ BEGIN
        IF to_regprocedure('create_account_snapshot_partitions(timestamptz, integer)') IS NOT NULL THEN
          ALTER FUNCTION create_account_snapshot_partitions(timestamptz, integer) SECURITY DEFINER;
          ALTER FUNCTION create_account_snapshot_partitions(timestamptz, integer) SET search_path = public, pg_temp;
          REVOKE ALL ON FUNCTION create_account_snapshot_partitions(timestamptz, integer) FROM PUBLIC;
        END IF;
      END $$`);
    await db.query(`
      CREATE FUNCTION drop_account_snapshots_before(cutoff timestamptz) RETURNS SETOF text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        part regclass;
      BEGIN
        IF (SELECT relkind FROM pg_class WHERE oid = 'account_snapshots'::regclass) <> 'p' THEN
          RETURN QUERY EXECUTE format('SELECT drop_chunks(''account_snapshots'', %L::timestamptz)::text', cutoff);
          RETURN;
        END IF;
        FOR part IN
          SELECT inhrelid::regclass FROM pg_inherits
          WHERE inhparent = 'account_snapshots'::regclass
            AND inhrelid::regclass::text ~ '^account_snapshots_[0-9]{6}$'
            AND to_date(right(inhrelid::regclass::text, 6), 'YYYYMM') + interval '1 month' <= cutoff
          ORDER BY inhrelid::regclass::text
        LOOP
          RETURN NEXT part::text;
          EXECUTE format('DROP TABLE %s', part);
        END LOOP;
      END $$`);
    await db.query(`REVOKE ALL ON FUNCTION drop_account_snapshots_before(timestamptz) FROM PUBLIC`);
  }

  /** Nobody changes a line, nobody empties the table, and what is forgotten is older than a year. */
  private async closeAuditLog(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION guard_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND current_setting('app.forgets_audit', true) = 'on'
           AND OLD.recorded_at < now() - interval '1 year' THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'audit_log is append-only' USING ERRCODE = 'restrict_violation';
      END $$`);
    await db.query(`DROP TRIGGER audit_log_append_only ON audit_log`);
    await db.query(`
      CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
      FOR EACH ROW EXECUTE FUNCTION guard_audit_log()`);
    await db.query(`
      CREATE TRIGGER audit_log_never_emptied BEFORE TRUNCATE ON audit_log
      FOR EACH STATEMENT EXECUTE FUNCTION guard_audit_log()`);
    await db.query(`
      CREATE FUNCTION forget_audit_log(before timestamptz, most integer) RETURNS bigint
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        forgotten bigint;
      BEGIN
        PERFORM set_config('app.forgets_audit', 'on', true);
        DELETE FROM audit_log WHERE id IN (
          SELECT id FROM audit_log
          WHERE recorded_at < least(before, now() - interval '1 year') ORDER BY id LIMIT most);
        GET DIAGNOSTICS forgotten = ROW_COUNT;
        PERFORM set_config('app.forgets_audit', 'off', true);
        RETURN forgotten;
      END $$`);
    await db.query(`REVOKE ALL ON FUNCTION forget_audit_log(timestamptz, integer) FROM PUBLIC`);
  }
}

/**
 * Puts every table that is not behind the wall yet behind it. Whose a row is says its column: `user_id`, else
 * `account_id`, else `order_id`. A table that has none of them and is not named here stops the migration, for nobody has
 * thought about its owners. Tables that are walled already are not touched, so that a running service is not held up.
 */
const RAISE_OWNER_WALLS = `
  CREATE FUNCTION raise_owner_walls() RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  DECLARE
    me text := $q$nullif(current_setting('app.user_id', true), '')::uuid$q$;
    mine text := format('IN (SELECT id FROM trading_accounts WHERE user_id = %s)', me);
    walled record;
    rule text;
    may_write text;
  BEGIN
    IF to_regrole('rubi_caller') IS NULL OR to_regrole('rubi_service') IS NULL THEN RETURN; END IF;
    GRANT USAGE ON SCHEMA public TO rubi_caller, rubi_service;
    FOR walled IN
      SELECT c.oid, c.relname AS name, c.relkind,
             ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0) AS columns
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND c.relname <> 'migrations'
        AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = c.oid AND deptype = 'e')
        AND NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = c.oid)
      ORDER BY c.relname
    LOOP
      rule := CASE
        WHEN walled.name = 'users' THEN format('id = %s', me)
        WHEN walled.name = 'risk_states' THEN
          format('(scope = ''USER'' AND scope_id = %s) OR (scope = ''ACCOUNT'' AND scope_id %s)', me, mine)
        WHEN 'user_id' = ANY (walled.columns) THEN format('user_id = %s', me)
        WHEN 'account_id' = ANY (walled.columns) THEN format('account_id %s', mine)
        WHEN 'order_id' = ANY (walled.columns) THEN
          format('EXISTS (SELECT 1 FROM trading_orders o WHERE o.id = %I.order_id AND o.user_id = %s)', walled.name, me)
      END;
      IF rule IS NULL THEN
        RAISE EXCEPTION 'Whose are the rows of %? Give it a user_id or an account_id', walled.name;
      END IF;
      may_write := CASE
        WHEN walled.name IN ('audit_log', 'order_events') THEN 'SELECT, INSERT'
        WHEN walled.name = 'users' THEN 'SELECT, INSERT, UPDATE'
        ELSE 'SELECT, INSERT, UPDATE, DELETE'
      END;
      EXECUTE format('GRANT %s ON %I TO rubi_caller, rubi_service', may_write, walled.name);
      -- TimescaleDB refuses row security on a table that it compresses.
      CONTINUE WHEN walled.name = 'account_snapshots' AND walled.relkind <> 'p';
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled.name);
      EXECUTE format('CREATE POLICY caller ON %I TO rubi_caller USING (%s)', walled.name, rule);
      EXECUTE format('CREATE POLICY service ON %I TO rubi_service USING (true)', walled.name);
    END LOOP;
    IF NOT EXISTS (SELECT 1 FROM pg_policy WHERE polname = 'switches_of_the_server') THEN
      CREATE POLICY switches_of_the_server ON risk_states FOR SELECT TO rubi_caller USING (scope = 'SERVER');
      REVOKE INSERT, DELETE ON users FROM rubi_caller;
      GRANT SELECT ON migrations TO rubi_service;
      IF to_regprocedure('create_account_snapshot_partitions(timestamptz, integer)') IS NOT NULL THEN
        GRANT EXECUTE ON FUNCTION create_account_snapshot_partitions(timestamptz, integer) TO rubi_service;
      END IF;
      GRANT EXECUTE ON FUNCTION drop_account_snapshots_before(timestamptz) TO rubi_service;
    END IF;
  END $$`;
