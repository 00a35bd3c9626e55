import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { SymbolSpecsService } from '../accounts/symbol-specs.service';
import { defaultProfile } from '../guard/risk-profile';
import { RiskProfilesService } from '../guard/risk-profiles.service';
import { TradingStateService } from '../guard/trading-state.service';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { PositionsService } from '../positions/positions.service';
import { AccountBook } from './decision/account-book';
import { OrdersRepository } from './orders.repository';

/** How long a filled order may be ahead of the list of positions that shows it. */
const FILL_UNSEEN_MS = 60_000;

/** Opens the books of accounts: one lock and a handful of statements, however many accounts and signals there are. */
@Injectable()
export class AccountBooks {
  constructor(
    private readonly accounts: AccountsService,
    private readonly specs: SymbolSpecsService,
    private readonly positions: PositionsService,
    private readonly profiles: RiskProfilesService,
    private readonly states: TradingStateService,
    private readonly orders: OrdersRepository,
  ) {}

  /** Locks the accounts until the commit, so that two decisions never count on the same free place. */
  async open(
    tx: Transaction,
    accountIds: readonly string[],
    sessions: ReadonlyMap<string, Session>,
    now: Date,
  ): Promise<ReadonlyMap<string, AccountBook>> {
    if (accountIds.length === 0) return new Map();
    const accounts = await this.accounts.lock(tx, accountIds);
    const specs = await this.specs.specsOf(accountIds);
    const positions = await this.positions.openOf(tx, accountIds);
    const profiles = await this.profiles.profilesOf(tx, accountIds);
    const states = await this.states.statesOf(tx, accounts);
    const inFlight = await this.orders.inFlightOf(tx, accountIds, new Date(now.getTime() - FILL_UNSEEN_MS));
    return new Map(
      accounts.map((account) => {
        const { id } = account;
        const book = new AccountBook(
          account,
          sessions.get(id) ?? null,
          specs.get(id) ?? new Map(),
          positions.filter(({ accountId }) => accountId === id),
          profiles.get(id) ?? defaultProfile(id),
          states.get(id) ?? { state: 'ACTIVE', scope: null },
          inFlight.filter(({ accountId }) => accountId === id),
        );
        return [id, book];
      }),
    );
  }
}
