/** A place in a list that is sorted by time over several accounts: deals of the same moment are told apart by their tickets. */
export interface HistoryPlace {
  readonly at: Date;
  readonly accountId: string;
  readonly ticket: string;
}

/** Which rows of a user's history a list shows. */
export interface HistoryPage {
  readonly accountId?: string | undefined;
  readonly symbol?: string | undefined;
  /** At this time or later. */
  readonly from?: Date | undefined;
  /** Before this time. */
  readonly to?: Date | undefined;
  readonly limit: number;
  /** Newest first, unless the whole history is read from its beginning. */
  readonly oldestFirst?: boolean;
  /** The last row of the page before. */
  readonly beyond?: HistoryPlace | undefined;
}

/** The end of a statement that reads such a page, and its values: `$10` is free for a filter of the list's own. */
export interface PageEnd {
  readonly where: string;
  readonly order: string;
  readonly values: readonly unknown[];
}

/**
 * The time of the last row stands alone besides its place: behind the wall (docs/adr/0013) no index finds a ticket, and
 * without it each page would read all those before it.
 *
 * @param columns those of the time and of the ticket, with the table's short name before them
 */
export function endOfPage(
  [table, time, ticket]: readonly [table: string, time: string, ticket: string],
  userId: string,
  page: HistoryPage,
): PageEnd {
  const [direction, beyond] = page.oldestFirst ? ['ASC', '>'] : ['DESC', '<'];
  const [at, account, number] = [`${table}.${time}`, `${table}.account_id`, `${table}.${ticket}`];
  return {
    where: `${table}.user_id = $1
         AND ($2::uuid IS NULL OR ${account} = $2)
         AND ($3::text IS NULL OR ${table}.symbol = $3)
         AND ($4::timestamptz IS NULL OR ${at} >= $4)
         AND ($5::timestamptz IS NULL OR ${at} < $5)
         AND ($6::timestamptz IS NULL
           OR (${at} ${beyond}= $6 AND (${at}, ${account}, ${number}) ${beyond} ($6, $7::uuid, $8::numeric)))`,
    order: `ORDER BY ${at} ${direction}, ${account} ${direction}, ${number} ${direction} LIMIT $9`,
    values: [
      userId,
      page.accountId ?? null,
      page.symbol ?? null,
      page.from ?? null,
      page.to ?? null,
      page.beyond?.at ?? null,
      page.beyond?.accountId ?? null,
      page.beyond?.ticket ?? null,
      page.limit,
    ],
  };
}
