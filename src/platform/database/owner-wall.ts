/**
 * The second wall between owners. The first one is every query's own `WHERE user_id = …`; behind the second one,
 * PostgreSQL itself shows a transaction the rows of one owner and no others, so that a query that forgot is harmless.
 */

/** What a transaction acts as while it serves one owner. The migrations make it, and say what it may see. */
const CALLER_ROLE = 'rubi_caller';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Begins a transaction behind the wall, in one round trip. Commit and rollback both end it. */
export function beginBehindWall(ownerId: string): string {
  if (!UUID.test(ownerId)) throw new Error('An owner is known by a UUID');
  return `START TRANSACTION; SET LOCAL ROLE ${CALLER_ROLE}; SET LOCAL app.user_id = '${ownerId}'`;
}

/** Whether the wall stands in this database, and this login may step behind it. */
export const IS_WALL_UP = `
  SELECT EXISTS (
    SELECT 1 FROM pg_policies WHERE schemaname = 'public' AND tablename = 'trading_accounts'
  ) AND EXISTS (
    SELECT 1 FROM pg_roles WHERE rolname = '${CALLER_ROLE}' AND
      CASE WHEN current_setting('server_version_num')::int >= 160000
        THEN pg_has_role(current_user, oid, 'SET') ELSE pg_has_role(current_user, oid, 'MEMBER') END
  ) AS up`;
