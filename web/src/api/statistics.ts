import { useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { Problem } from './problem';
import { KEYS } from './queries';
import type { paths } from './schema/api';

export type Trade = Schemas['TradeBody'];
export type Performance = Schemas['PerformanceBody'];
export type Breakdown = Schemas['BreakdownBody'];
export type Group = Schemas['GroupBody'];
export type Day = Schemas['DayBody'];
export type Bucket = Schemas['BucketBody'];
export type EquityGuard = Schemas['EquityGuardView'];

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
    queryKey: [...KEYS.history, 'curve', query],
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

/** How an account's equity stands to its loss rules; null when it is under none. */
export function useEquityGuard(accountId: string): UseQueryResult<EquityGuard | null> {
  return useQuery({
    queryKey: [...KEYS.riskState, 'guard', accountId],
    refetchInterval: 15_000,
    queryFn: async () => {
      try {
        const path = { accountId };
        return await answerOf(api.GET('/api/v1/accounts/{accountId}/equity-guard', { params: { path } }));
      } catch (error) {
        if (error instanceof Problem && error.code === 'RISK.NO_EQUITY_GUARD') return null;
        throw error;
      }
    },
  });
}

/** The whole history as a file, as the backend writes it: of any length, whatever is shown. */
export async function readExport(what: 'trades' | 'deals', filter: ExportFilter): Promise<Blob> {
  const request = { params: { query: { ...filter, format: 'csv' } }, parseAs: 'blob' } as const;
  return what === 'trades'
    ? answerOf(api.GET('/api/v1/trading/trades/export', request))
    : answerOf(api.GET('/api/v1/trading/history/export', request));
}
