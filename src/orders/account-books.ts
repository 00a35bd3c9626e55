import { Injectable } from '@nestjs/common';
import { type Account } from '../accounts/account';
import { AccountsService } from '../accounts/accounts.service';
import { SymbolSpecsService } from '../accounts/symbol-specs.service';
import { defaultProfile } from '../guard/default-profile';
import { type AccountPasts, EquityGuards } from '../guard/equity-guards.service';
import { type RiskProfile } from '../guard/risk-profile';
import { RiskProfilesService } from '../guard/risk-profiles.service';
import { type EffectiveState } from '../guard/trading-state';
import { TradingStateService } from '../guard/trading-state.service';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { type Position } from '../positions/position';
import { PositionsService } from '../positions/positions.service';
import { AccountConducts, type ConductPurpose } from './account-conducts';
import { BookDriftsRepository } from './book-drifts.repository';
import { byAccount } from '../mt5-session/by-account';
import { AccountBook } from './decision/account-book';
import { type AccountConduct } from './decision/account-conduct';
import { OrderCountsRepository } from './order-counts.repository';
import { OrdersRepository } from './orders.repository';

/** How long a filled order may be ahead of the list of positions that shows it. */
const FILL_UNSEEN_MS = 60_000;

/** An account whose book is to be opened, as it was a moment ago. */
export type Wanted = Pick<Account, 'id' | 'userId' | 'brokerUtcOffsetSeconds'>;

/** For what books are opened, and when. */
export interface Opening {
  readonly sessions: ReadonlyMap<string, Session>;
  readonly purpose: ConductPurpose;
  readonly now: Date;
  /** Whether the accounts may trade, if the caller has read it under their locks: those who stop accounts hold them. */
  readonly states?: ReadonlyMap<string, EffectiveState>;
}

interface Ruled<Known> {
  readonly account: Known;
  readonly profile: RiskProfile;
}

/**
 * Opens the books of accounts: one lock and a handful of statements, however many accounts and signals there are. All
 * of them travel together. What is read of the past depends on the profile and on the broker's clock: it is read for
 * those that an account had last, and read again in case they turn out to be others.
 */
@Injectable()
export class AccountBooks {
  constructor(
    private readonly accounts: AccountsService,
    private readonly specs: SymbolSpecsService,
    private readonly positions: PositionsService,
    private readonly profiles: RiskProfilesService,
    private readonly states: TradingStateService,
    private readonly guards: EquityGuards,
    private readonly conducts: AccountConducts,
    private readonly drifts: BookDriftsRepository,
    private readonly counts: OrderCountsRepository,
    private readonly orders: OrdersRepository,
  ) {}

  /** Locks the accounts until the commit, so that two decisions never count on the same free place. */
  async open(
    tx: Transaction,
    wanted: readonly Wanted[],
    opening: Opening,
  ): Promise<ReadonlyMap<string, AccountBook>> {
    if (wanted.length === 0) return new Map();
    const { sessions, purpose, now } = opening;
    const accountIds = wanted.map(({ id }) => id);
    const expected = wanted.map((account) => ({ account, profile: this.profiles.expectedOf(account.id) }));
    const [accounts, specs, positions, profiles, states, drifts, inFlight, foreseen] = await Promise.all([
      // Before all else: what follows is read under it.
      this.accounts.lock(tx, accountIds),
      // The terminal that comes for an order has just told what its symbols cost, in this very transaction.
      purpose === 'DELIVERY' ? this.specs.specsWithin(tx, accountIds) : this.specs.specsOf(accountIds),
      this.positions.openOf(tx, accountIds),
      this.profiles.profilesOf(tx, accountIds),
      opening.states ?? this.states.statesOf(tx, wanted),
      this.drifts.of(tx, accountIds),
      this.orders.inFlightOf(tx, accountIds, new Date(now.getTime() - FILL_UNSEEN_MS)),
      this.pastOf(tx, expected, opening),
    ]);
    const under = accounts.map((account) => ({
      account,
      profile: profiles.get(account.id) ?? defaultProfile(account.id),
    }));
    const [past, own] = await Promise.all([
      isForeseen(expected, under) ? foreseen : this.pastOf(tx, under, opening),
      this.counts.behind(tx, positions.flatMap(magicOf)),
    ]);
    const days = await this.guards.daysOf(tx, under, past.guarded);
    const positionsOf = byAccount(positions);
    const driftsOf = byAccount(drifts);
    const ownOf = byAccount(own);
    const inFlightOf = byAccount(inFlight);
    return new Map(
      under.map(({ account, profile }) => {
        const { id } = account;
        const day = days.get(id);
        const conduct = past.conducts.get(id);
        if (!day || !conduct) throw new Error('An account was opened without its day');
        const book = new AccountBook({
          account,
          session: sessions.get(id) ?? null,
          specs: specs.get(id) ?? new Map(),
          positions: positionsOf(id),
          profile,
          state: states.get(id) ?? { state: 'ACTIVE', scope: null },
          day,
          conduct,
          drifts: new Map(driftsOf(id).map(({ symbol, difference }) => [symbol, difference])),
          ownMagics: new Set(ownOf(id).map(({ magic }) => magic)),
          inFlight: inFlightOf(id),
        });
        return [id, book];
      }),
    );
  }

  private async pastOf(
    tx: Transaction,
    accounts: readonly Ruled<Wanted>[],
    { now, purpose }: Opening,
  ): Promise<{
    readonly guarded: AccountPasts;
    readonly conducts: ReadonlyMap<string, AccountConduct>;
  }> {
    const profiles = accounts.map(({ profile }) => profile);
    const [guarded, conducts] = await Promise.all([
      this.guards.pastsOf(tx, accounts),
      this.conducts.of(tx, profiles, { now, purpose }),
    ]);
    return { guarded, conducts };
  }
}

function isForeseen(expected: readonly Ruled<Wanted>[], found: readonly Ruled<Wanted>[]): boolean {
  const foreseen = new Map(expected.map((each) => [each.account.id, each]));
  return found.every(({ account, profile }) => {
    const before = foreseen.get(account.id);
    return (
      before?.profile === profile && before.account.brokerUtcOffsetSeconds === account.brokerUtcOffsetSeconds
    );
  });
}

function magicOf({ accountId, magic }: Position): { readonly accountId: string; readonly magic: string }[] {
  return magic === null ? [] : [{ accountId, magic }];
}
