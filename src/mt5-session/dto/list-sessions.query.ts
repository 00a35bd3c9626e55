import { IsId, IsOneOf, IsText, MayBeAbsent } from '../../platform/http/field-decorators';
import { decodeCursor, isInstantPart, isUuidPart, PageQuery } from '../../platform/http/page';
import { type SessionsPage } from '../mt5-session.repository';
import { SESSION_STATUSES, type SessionStatus } from '../session';

/** `GET /mt5/sessions?status=ACTIVE` */
export class ListSessionsQuery extends PageQuery {
  @IsOneOf(SESSION_STATUSES)
  @MayBeAbsent()
  readonly status?: SessionStatus;

  @IsId()
  @MayBeAbsent()
  readonly account_id?: string;

  @IsText({ max: 64 })
  @MayBeAbsent()
  readonly account_number?: string;
}

export function toSessionsPage(query: ListSessionsQuery): SessionsPage {
  return {
    status: query.status,
    accountId: query.account_id,
    accountNumber: query.account_number,
    limit: query.limit,
    after: afterOf(query.cursor),
  };
}

function afterOf(cursor: string | undefined): SessionsPage['after'] {
  if (cursor === undefined) return undefined;
  const [connectedAt, id] = decodeCursor<[string, string]>(cursor, [isInstantPart, isUuidPart]);
  return { connectedAt: new Date(connectedAt), id };
}
