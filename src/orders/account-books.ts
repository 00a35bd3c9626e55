import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { SymbolSpecsService } from '../accounts/symbol-specs.service';
import { defaultProfile } from '../guard/default-profile';
import { EquityGuards } from '../guard/equity-guards.service';
import { RiskProfilesService } from '../guard/risk-profiles.service';
import { TradingStateService } from '../guard/trading-state.service';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { type Position } from '../positions/position';
import { PositionsService } from '../positions/positions.service';
import { AccountConducts, type ConductPurpose } from './account-conducts';
import { BookDriftsRepository } from './book-drifts.repository';
import { byAccount } from '../mt5-session/by-account';
import { AccountBook } from './decision/account-book';
import { OrderCountsRepository } from './order-counts.repository';
import { OrdersRepository } from './orders.repository';

/** How long a filled order may be ahead of the list of positions that shows it. */
const FILL_UNSEEN_MS = 60_000;

/** For what a book is opened, and when. */
export interface Opening {
  readonly sessions: ReadonlyMap<string, Session>;
  readonly purpose: ConductPurpose;
  readonly now: Date;
}

/**
 * Opens the books of accounts: one lock and a handful of statements, however many accounts and signals there are. What
 * does not wait for another's answer is asked together.
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
    accountIds: readonly string[],
    { sessions, purpose, now }: Opening,
  ): Promise<ReadonlyMap<string, AccountBook>> {
    if (accountIds.length === 0) return new Map();
    const accounts = await this.accounts.lock(tx, accountIds);
    const [specs, positions, profiles, states, drifts, inFlight] = await Promise.all([
      // The terminal that comes for an order has just told what its symbols cost, in this very transaction.
      purpose === 'DELIVERY' ? this.specs.specsWithin(tx, accountIds) : this.specs.specsOf(accountIds),
      this.positions.openOf(tx, accountIds),
      this.profiles.profilesOf(tx, accountIds),
      this.states.statesOf(tx, accounts),
      this.drifts.of(tx, accountIds),
      this.orders.inFlightOf(tx, accountIds, new Date(now.getTime() - FILL_UNSEEN_MS)),
    ]);
    const under = accounts.map((account) => ({
      account,
      profile: profiles.get(account.id) ?? defaultProfile(account.id),
    }));
    const [days, conducts, own] = await Promise.all([
      this.guards.daysOf(tx, under),
      this.conducts.of(
        tx,
        under.map(({ profile }) => profile),
        { now, purpose },
      ),
      this.counts.behind(tx, positions.flatMap(magicOf)),
    ]);
    const positionsOf = byAccount(positions);
    const driftsOf = byAccount(drifts);
    const ownOf = byAccount(own);
    const inFlightOf = byAccount(inFlight);
    return new Map(
      under.map(({ account, profile }) => {
        const { id } = account;
        const day = days.get(id);
        const conduct = conducts.get(id);
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
}

function magicOf({ accountId, magic }: Position): { readonly accountId: string; readonly magic: string }[] {
  return magic === null ? [] : [{ accountId, magic }];
}
