import { Injectable } from '@nestjs/common';
import { type AddressableAccount } from '../accounts/account';
import { AccountsService } from '../accounts/accounts.service';
import { SymbolSpecsService } from '../accounts/symbol-specs.service';
import { SessionNotFoundError } from '../mt5-session/mt5-session.errors';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { BoundedMap } from '../platform/memory/bounded-map';
import { type SourceTrade } from '../risk/sizing';
import { type Refusal, type Signal } from '../signals/signal';
import { recipientsOf } from './decision/recipients';

/** Where a signal goes, or why it goes nowhere. */
export interface Routed {
  readonly signal: Signal;
  readonly accounts: readonly AddressableAccount[];
  readonly refusal: Refusal | null;
  /** The trade that the signal mirrors; null when it mirrors none, or none that is known. */
  readonly mirrored: SourceTrade | null;
}

/** The routes of a batch, and the sessions that hold its accounts now, by account. */
export interface Routes {
  readonly routes: readonly Routed[];
  readonly sessions: ReadonlyMap<string, Session>;
}

const MOST_OWNERS = 10_000;

/** Finds the accounts that signals go to. */
@Injectable()
export class SignalRoutes {
  /** By owner, his accounts as they were read last. */
  private readonly known = new BoundedMap<string, readonly string[]>(MOST_OWNERS);

  constructor(
    private readonly accounts: AccountsService,
    private readonly specs: SymbolSpecsService,
    private readonly sessions: Mt5SessionService,
  ) {}

  async find(tx: Transaction, waiting: readonly Signal[]): Promise<Routes> {
    const { accounts, sessions } = await this.addressable(tx, [
      ...new Set(waiting.map(({ userId }) => userId)),
    ]);
    const routes: Routed[] = [];
    const ownOf = byUser(accounts);
    for (const signal of waiting) {
      const own = ownOf.get(signal.userId) ?? [];
      const sourceAccountId = await this.sourceAccountOf(signal, sessions);
      const recipients = recipientsOf(signal, { accounts: own, sessions, sourceAccountId });
      const source = own.find(({ id }) => id === sourceAccountId);
      const mirrored = source ? await this.sourceTradeOf(signal, source) : null;
      routes.push(
        recipients.outcome === 'found'
          ? { signal, accounts: recipients.accounts, refusal: null, mirrored }
          : { signal, accounts: [], refusal: recipients.refusal, mirrored },
      );
    }
    return { routes, sessions };
  }

  /** The owners' accounts and who holds them. The sessions are asked for those that an owner had last, and for others if need be. */
  private async addressable(
    tx: Transaction,
    owners: readonly string[],
  ): Promise<{
    readonly accounts: readonly AddressableAccount[];
    readonly sessions: ReadonlyMap<string, Session>;
  }> {
    const expected = owners.flatMap((owner) => this.known.get(owner) ?? []);
    const [accounts, foreseen] = await Promise.all([
      this.accounts.addressable(tx, owners),
      this.sessions.liveSessionsOf(tx, expected),
    ]);
    const ids = accounts.map(({ id }) => id);
    const ownOf = byUser(accounts);
    for (const owner of owners) this.known.set(owner, ownOf.get(owner)?.map(({ id }) => id) ?? []);
    const asked = new Set(expected);
    const isForeseen = ids.length === asked.size && ids.every((id) => asked.has(id));
    return { accounts, sessions: isForeseen ? foreseen : await this.sessions.liveSessionsOf(tx, ids) };
  }

  /** What the source traded, and on how much: a mirroring signal's volume is its source's. */
  private async sourceTradeOf(
    { volume, symbol }: Signal,
    { id, equity }: AddressableAccount,
  ): Promise<SourceTrade | null> {
    if (!volume) return null;
    const specs = (await this.specs.specsOf([id])).get(id);
    return { volume, equity, contractSize: specs?.get(symbol)?.contractSize ?? null };
  }

  /** The mirrored terminal may have been replaced since: its session is looked up whatever became of it. */
  private async sourceAccountOf(
    { userId, sourceSessionId }: Signal,
    sessions: ReadonlyMap<string, Session>,
  ): Promise<string | null> {
    if (sourceSessionId === null) return null;
    for (const session of sessions.values()) if (session.id === sourceSessionId) return session.accountId;
    try {
      return (await this.sessions.find(userId, sourceSessionId)).accountId;
    } catch (error) {
      if (error instanceof SessionNotFoundError) return null;
      throw error;
    }
  }
}

function byUser(accounts: readonly AddressableAccount[]): ReadonlyMap<string, readonly AddressableAccount[]> {
  const sorted = new Map<string, AddressableAccount[]>();
  for (const account of accounts) {
    const own = sorted.get(account.userId);
    if (own) own.push(account);
    else sorted.set(account.userId, [account]);
  }
  return sorted;
}
