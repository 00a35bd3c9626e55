import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { type Account, KEYS, type Position, type Session } from '../api/queries';
import type { AnyNews } from './messages';

/** News come in bursts: what they make stale is asked for again this long after the first of them. */
const GATHER_MS = 250;

/** Turns news into what the screens show: small changes are written in, larger ones are asked for again. */
export function newsTaker(client: QueryClient): (news: AnyNews) => void {
  const stale = gatherer(client);
  return (news) => {
    switch (news.type) {
      case 'account.updated': {
        const { account_id: id, ...state } = news.data;
        const known = client.getQueryData<Account[]>(KEYS.accounts)?.some((one) => one.account_id === id);
        if (known !== true) stale(KEYS.accounts, KEYS.sessions);
        client.setQueryData<Account[]>(KEYS.accounts, (accounts) =>
          accounts?.map((account) =>
            account.account_id === id ? { ...account, ...state, session_id: account.session_id } : account,
          ),
        );
        return;
      }
      case 'positions.repriced': {
        const prices = new Map(news.data.positions.map((priced) => [priced.ticket, priced]));
        client.setQueryData<Position[]>(KEYS.positions, (positions) =>
          positions?.map((position) =>
            position.account_id === news.data.account_id
              ? { ...position, ...prices.get(position.ticket), updated_at: news.ts }
              : position,
          ),
        );
        return;
      }
      case 'position.opened':
      case 'position.updated':
        if (news.data.status !== 'OPEN') {
          // A closed one's deals became known: its trade is complete only now.
          stale(KEYS.history);
          return;
        }
        client.setQueryData<Position[]>(
          KEYS.positions,
          (positions) =>
            positions &&
            [news.data, ...positions.filter((position) => !isSame(position, news.data))].sort(byAge),
        );
        return;
      case 'position.closed':
        client.setQueryData<Position[]>(KEYS.positions, (positions) =>
          positions?.filter((position) => !isSame(position, news.data)),
        );
        stale(KEYS.history);
        return;
      case 'signal.received':
        stale(KEYS.signals);
        return;
      case 'signal.changed':
        stale(KEYS.signals, KEYS.signal(news.data.signal_id));
        return;
      case 'order.ready':
      case 'order.changed':
      case 'order.anomaly':
        stale(KEYS.orders, KEYS.signal(news.data.signal_id));
        return;
      case 'risk.state_changed':
      case 'risk.guard_moved':
      case 'risk.source_locked':
        stale(KEYS.riskState);
        return;
      case 'risk.book_drift':
        stale(KEYS.riskState, KEYS.positions);
        return;
      case 'session.connected':
      case 'session.stale':
      case 'session.recovered':
      case 'session.fenced':
      case 'session.disconnected':
      case 'session.expired':
        takeSession(client, news.data);
        stale(KEYS.accounts, KEYS.sessions);
        return;
      default:
        // News of a newer backend than this page: nothing here shows it yet.
        news satisfies never;
    }
  };
}

/** The pill turns at once; the rest comes with the answer. */
function takeSession(
  client: QueryClient,
  {
    session_id: id,
    status,
    last_seen_at: lastSeenAt,
  }: Pick<Session, 'session_id' | 'status' | 'last_seen_at'>,
): void {
  client.setQueryData<Account[]>(KEYS.accounts, (accounts) =>
    accounts?.map((account) =>
      account.session.session_id === id
        ? { ...account, session: { ...account.session, status, last_seen_at: lastSeenAt } }
        : account,
    ),
  );
}

function isSame(a: Position, b: Position): boolean {
  return a.account_id === b.account_id && a.identifier === b.identifier;
}

function byAge(a: Position, b: Position): number {
  return Date.parse(b.open_time) - Date.parse(a.open_time);
}

function gatherer(client: QueryClient): (...keys: QueryKey[]) => void {
  const waiting = new Map<string, QueryKey>();
  let timer: number | undefined;
  return (...keys) => {
    for (const key of keys) waiting.set(JSON.stringify(key), key);
    timer ??= window.setTimeout(() => {
      timer = undefined;
      const due = [...waiting.values()];
      waiting.clear();
      for (const queryKey of due) void client.invalidateQueries({ queryKey });
    }, GATHER_MS);
  };
}
