import { queryOptions, useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Language } from '../app/preferences';
import { tellBrokerOffset } from '../app/zones';
import { answerOf, api, type Schemas } from './client';
import type { paths } from './schema/api';

export type Session = Schemas['SessionBody'];
export type Position = Schemas['PositionBody'];
export type Signal = Schemas['SignalView'];
export type SignalStory = Schemas['SignalStoryView'];
export type Order = Schemas['OrderView'];
export type OrderStory = Schemas['OrderStoryView'];
export type Deal = Schemas['DealBody'];
export type RiskState = Schemas['RiskStateView'];
export type RiskProfile = Schemas['RiskProfileView'];
export type PersonLogin = Schemas['SessionAnswer'];
export type ApiToken = Schemas['ApiTokenAnswer'];
export type Health = Schemas['HealthReport'];
export type AccountState =
  paths['/api/v1/mt5/account/{session_id}']['get']['responses']['200']['content']['application/json'];

/** An account and the terminal that spoke for it last. */
export interface Account extends AccountState {
  readonly session: Session;
}

type SignalFilter = Omit<
  NonNullable<paths['/api/v1/trading/signals']['get']['parameters']['query']>,
  'cursor' | 'limit'
>;
type DealFilter = Omit<
  NonNullable<paths['/api/v1/trading/history']['get']['parameters']['query']>,
  'cursor' | 'limit'
>;

const MOST = 500;
const PAGE = 50;

/** The names under which answers are kept; news of the live feed change what lies there. */
export const KEYS = {
  me: ['me'],
  logins: ['logins'],
  accounts: ['accounts'],
  sessions: ['sessions'],
  positions: ['positions'],
  signals: ['signals'],
  signal: (id: number) => ['signal', id],
  orders: ['orders'],
  ordersOf: (signalId: number) => ['orders', 'of', signalId],
  history: ['history'],
  curve: ['curve'],
  riskState: ['risk-state'],
  riskProfile: (accountId: string) => ['risk-profile', accountId],
  tokens: ['tokens'],
  health: ['health'],
} as const;

export function useMe(): UseQueryResult<Schemas['MeAnswer']> {
  return useQuery({ queryKey: KEYS.me, queryFn: () => answerOf(api.GET('/api/v1/auth/me')) });
}

/** The person's own logins that are going on: this browser's, and those elsewhere. */
export function useLogins(): UseQueryResult<PersonLogin[]> {
  return useQuery({
    queryKey: KEYS.logins,
    queryFn: async () =>
      (await answerOf(api.GET('/api/v1/auth/sessions', { params: { query: { limit: MOST } } }))).data,
  });
}

export function useSessions(): UseQueryResult<Session[]> {
  return useQuery({ queryKey: KEYS.sessions, queryFn: readSessions });
}

async function readSessions(): Promise<Session[]> {
  const page = await answerOf(api.GET('/api/v1/mt5/sessions', { params: { query: { limit: MOST } } }));
  return page.data;
}

/** All accounts, each as its latest terminal reported it, in the order of their numbers. */
export function useAccounts(): UseQueryResult<Account[]> {
  return useQuery({ queryKey: KEYS.accounts, queryFn: readAccounts });
}

async function readAccounts(): Promise<Account[]> {
  const latest = latestSessions(await readSessions());
  const accounts = await Promise.all(
    latest.map(async (session) => {
      const path = { session_id: session.session_id };
      return {
        ...(await answerOf(api.GET('/api/v1/mt5/account/{session_id}', { params: { path } }))),
        session,
      };
    }),
  );
  const inOrder = accounts.sort((a, b) => a.account_number.localeCompare(b.account_number));
  tellBrokerOffset(
    inOrder.find(({ session }) => session.status === 'ACTIVE')?.broker_utc_offset_seconds ??
      inOrder[0]?.broker_utc_offset_seconds,
  );
  return inOrder;
}

/** Of each account the session that is alive, else the one that was seen last. */
export function latestSessions(sessions: readonly Session[]): Session[] {
  const latest = new Map<string, Session>();
  for (const session of sessions) {
    const known = latest.get(session.account_id);
    if (!known || rank(session) > rank(known)) latest.set(session.account_id, session);
  }
  return [...latest.values()];
}

function rank({ status, connected_at: connectedAt }: Session): number {
  const alive = status === 'ACTIVE' ? 2 : status === 'STALE' ? 1 : 0;
  return alive * 1e15 + Date.parse(connectedAt);
}

export function useOpenPositions(): UseQueryResult<Position[]> {
  return useQuery({
    queryKey: KEYS.positions,
    queryFn: async () => {
      const query = { status: 'OPEN', limit: MOST } as const;
      return (await answerOf(api.GET('/api/v1/trading/positions', { params: { query } }))).data;
    },
  });
}

// The infinite queries infer better than they can be written down.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- inferred from the API's description
export function useSignals(filter: SignalFilter = {}) {
  return useInfiniteQuery({
    queryKey: [...KEYS.signals, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      answerOf(
        api.GET('/api/v1/trading/signals', {
          params: { query: { ...filter, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ data }) => data),
  });
}

/** A signal and its decisions, explained in the reader's language. */
export function useSignal(id: number, language: Language): UseQueryResult<SignalStory> {
  return useQuery({
    queryKey: [...KEYS.signal(id), language],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/trading/signals/{signalId}', {
          params: {
            path: { signalId: String(id) },
            query: { lang: language },
            header: { 'accept-language': language },
          },
        }),
      ),
  });
}

/** The newest orders: where positions come from. */
export function useOrders(): UseQueryResult<Order[]> {
  return useQuery({
    queryKey: KEYS.orders,
    queryFn: async () =>
      (await answerOf(api.GET('/api/v1/trading/orders', { params: { query: { limit: MOST } } }))).data,
  });
}

/** The orders of one signal, each with everything that happened to it. */
export function useOrdersOf(signalId: number): UseQueryResult<OrderStory[]> {
  return useQuery({
    queryKey: KEYS.ordersOf(signalId),
    queryFn: async () => {
      const query = { signal_id: signalId, limit: PAGE };
      const { data } = await answerOf(api.GET('/api/v1/trading/orders', { params: { query } }));
      return Promise.all(
        data.map(({ order_id: orderId }) =>
          answerOf(api.GET('/api/v1/trading/orders/{orderId}', { params: { path: { orderId } } })),
        ),
      );
    },
  });
}

// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- inferred from the API's description
export function useHistory(filter: DealFilter) {
  return useInfiniteQuery({
    queryKey: [...KEYS.history, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      answerOf(
        api.GET('/api/v1/trading/history', {
          params: { query: { ...filter, limit: MOST, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ data }) => data),
  });
}

export function useRiskState(): UseQueryResult<RiskState> {
  return useQuery({ queryKey: KEYS.riskState, queryFn: () => answerOf(api.GET('/api/v1/risk/state')) });
}

// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- inferred from the API's description
export function riskProfileQuery(accountId: string) {
  return queryOptions({
    queryKey: KEYS.riskProfile(accountId),
    queryFn: () =>
      answerOf(api.GET('/api/v1/accounts/{accountId}/risk-profile', { params: { path: { accountId } } })),
  });
}

export function useRiskProfile(accountId: string): UseQueryResult<RiskProfile> {
  return useQuery(riskProfileQuery(accountId));
}

export function useTokens(): UseQueryResult<ApiToken[]> {
  return useQuery({
    queryKey: KEYS.tokens,
    queryFn: async () =>
      (await answerOf(api.GET('/api/v1/auth/tokens', { params: { query: { limit: MOST } } }))).data,
  });
}

/** Also an answer of 503 is an answer: it says what is down. */
export function useHealth(): UseQueryResult<Health> {
  return useQuery({
    queryKey: KEYS.health,
    refetchInterval: 5_000,
    queryFn: async () => {
      const response = await fetch('/health');
      return (await response.json()) as Health;
    },
  });
}
