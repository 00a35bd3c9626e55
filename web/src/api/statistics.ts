import { useInfiniteQuery, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { type Deal, KEYS } from './queries';
import type { paths } from './schema/api';

export type Trade = Schemas['TradeBody'];
export type Performance = Schemas['PerformanceBody'];
export type Breakdown = Schemas['BreakdownBody'];
export type Group = Schemas['GroupBody'];
export type Day = Schemas['DayBody'];
export type Bucket = Schemas['BucketBody'];

/** Money of an account at one moment. */
export interface Worth {
  readonly balance: number;
  readonly equity: number;
}

/** One account, one symbol of it or all, and days of UTC, the last included. */
export interface Period {
  readonly account_id: string;
  readonly symbol?: string;
  readonly from?: string;
  readonly to?: string;
}

type TradeFilter = Omit<
  NonNullable<paths['/api/v1/trading/trades']['get']['parameters']['query']>,
  'cursor' | 'limit'
>;
type CurveQuery = NonNullable<paths['/api/v1/stats/equity']['get']['parameters']['query']>;
export type Resolution = NonNullable<CurveQuery['resolution']>;
type ExportFilter = Omit<
  NonNullable<paths['/api/v1/trading/trades/export']['get']['parameters']['query']>,
  'format'
>;

const PAGE = 500;
const MOST_BUCKETS = 6_000;
const MOST_DEALS = 10_000;
const HOUR_MS = 3_600_000;

// All of it follows from the history: news of a closed position make it stale together.

export function usePerformance(period: Period): UseQueryResult<Performance | undefined> {
  return useQuery({
    queryKey: [...KEYS.history, 'performance', period],
    queryFn: async () => {
      const { data } = await answerOf(api.GET('/api/v1/stats/performance', { params: { query: period } }));
      return data[0];
    },
  });
}

export function useBreakdown(
  period: Period,
  by: Breakdown['by'],
  clock: Breakdown['clock'],
): UseQueryResult<readonly Group[]> {
  return useQuery({
    queryKey: [...KEYS.history, 'breakdown', period, by, clock],
    queryFn: async () => {
      const query = { ...period, by, clock };
      const { data } = await answerOf(api.GET('/api/v1/stats/breakdown', { params: { query } }));
      return data[0]?.groups ?? [];
    },
  });
}

export function useDays(period: Period): UseQueryResult<readonly Day[]> {
  return useQuery({
    queryKey: [...KEYS.history, 'days', period],
    queryFn: async () => {
      const { data } = await answerOf(api.GET('/api/v1/stats/days', { params: { query: period } }));
      return data[0]?.days ?? [];
    },
  });
}

/** An account's curve between two moments, the oldest bucket first. */
export function useCurve(query: CurveQuery & { readonly account_id: string }): UseQueryResult<Bucket[]> {
  return useQuery({
    queryKey: [...KEYS.curve, query],
    queryFn: async () => {
      const buckets: Bucket[] = [];
      let cursor: string | undefined;
      do {
        const page = { ...query, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
        const answer = await answerOf(api.GET('/api/v1/stats/equity', { params: { query: page } }));
        buckets.push(...answer.data);
        cursor = answer.next_cursor ?? undefined;
      } while (cursor !== undefined && buckets.length < MOST_BUCKETS);
      return buckets;
    },
  });
}

// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- inferred from the API's description
export function useTrades(filter: TradeFilter, limit = PAGE) {
  return useInfiniteQuery({
    queryKey: [...KEYS.history, 'trades', filter, limit],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      answerOf(
        api.GET('/api/v1/trading/trades', {
          params: { query: { ...filter, limit, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ data }) => data),
  });
}

/** All deals since a moment: of a day, which few accounts fill with more than a page or two. */
export function useDealsSince(from: string): UseQueryResult<Deal[]> {
  return useQuery({
    queryKey: [...KEYS.history, 'since', from],
    queryFn: async () => {
      const deals: Deal[] = [];
      let cursor: string | undefined;
      do {
        const query = { from, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
        const answer = await answerOf(api.GET('/api/v1/trading/history', { params: { query } }));
        deals.push(...answer.data);
        cursor = answer.next_cursor ?? undefined;
      } while (cursor !== undefined && deals.length < MOST_DEALS);
      return deals;
    },
  });
}

/**
 * What an account was worth just before a moment, for several accounts; null where nothing is known of the days before.
 */
export function useWorthBefore(
  accountIds: readonly string[],
  moment: string,
): ReadonlyMap<string, Worth | null> | undefined {
  return useQueries({
    queries: accountIds.map((accountId) => ({
      queryKey: [...KEYS.curve, 'before', accountId, moment],
      staleTime: Infinity,
      refetchInterval: false as const,
      queryFn: async () => [accountId, await readWorthBefore(accountId, moment)] as const,
    })),
    combine: (results) => {
      const known = results.flatMap(({ data }) => (data ? [data] : []));
      return known.length < accountIds.length ? undefined : new Map(known);
    },
  });
}

async function readWorthBefore(accountId: string, moment: string): Promise<Worth | null> {
  const end = Date.parse(moment);
  // The minutes just before it tell it exactly; where nothing changed in them, the last hour that tells anything does.
  for (const [resolution, reachMs] of [
    ['1m', 2 * HOUR_MS],
    ['1h', 7 * 24 * HOUR_MS],
  ] as const) {
    const query = {
      account_id: accountId,
      resolution,
      from: new Date(end - reachMs).toISOString(),
      to: moment,
      limit: PAGE,
    };
    const { data } = await answerOf(api.GET('/api/v1/stats/equity', { params: { query } }));
    const last = data.at(-1);
    if (last) return { balance: last.balance.last, equity: last.equity.last };
  }
  return null;
}

/** The whole history as a file, as the backend writes it: of any length, whatever is shown. */
export async function readExport(what: 'trades' | 'deals', filter: ExportFilter): Promise<Blob> {
  const request = { params: { query: { ...filter, format: 'csv' } }, parseAs: 'blob' } as const;
  return what === 'trades'
    ? answerOf(api.GET('/api/v1/trading/trades/export', request))
    : answerOf(api.GET('/api/v1/trading/history/export', request));
}
