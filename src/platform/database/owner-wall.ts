/**
 * The second wall between owners. The first one is every query's own `WHERE user_id = …`; behind the second one,
 * PostgreSQL itself shows a transaction the rows of one owner and no others, so that a query that forgot is harmless.
 */

/** What a transaction acts as while it serves one owner. The migrations make it, and say what it may see. */
export const CALLER_ROLE = 'rubi_caller';

/** Takes the transaction that it is sent in behind the wall of the owner given. Commit and rollback both end it. */
export const STEP_BEHIND_WALL = `
  SELECT set_config('role', '${CALLER_ROLE}', true), set_config('app.user_id', $1, true)`;

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** @throws Error for what cannot be anybody's id: behind the wall of nobody there would be nothing, and no word of why */
export function ownerBehindWall(ownerId: string): string {
  if (!UUID.test(ownerId)) throw new Error('An owner is known by a UUID');
  return ownerId;
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
