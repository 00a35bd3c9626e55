import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { type StateSwitch, type TradingState } from '../guard/trading-state';
import { TradingStateService } from '../guard/trading-state.service';
import { Transactions } from '../platform/database/transactions';
import { Flattening } from './flattening';
import { OrdersRepository } from './orders.repository';

/** What moving the server's switch did to the orders that were under way. */
export interface ServerSwitched {
  readonly moved: StateSwitch;
  readonly cancelled: number;
  readonly askedBack: number;
}

/**
 * The switch over every account of the installation. Only whoever runs it moves it, on the machine itself: no token and no
 * password that a trader has reaches so far.
 */
@Injectable()
export class ServerSwitch {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly states: TradingStateService,
    private readonly orders: OrdersRepository,
    private readonly flattening: Flattening,
  ) {}

  /** Null while nobody has ever moved it. */
  look(): Promise<StateSwitch | null> {
    return this.states.serverSwitch();
  }

  /** It holds from this commit on; then account after account is asked back what is under way. */
  async move(state: TradingState, reason: string): Promise<ServerSwitched> {
    const moved = await this.transactions.run((tx) => this.states.changeServer(tx, state, reason));
    let cancelled = 0;
    let askedBack = 0;
    const accountIds = state === 'ACTIVE' ? [] : await this.orders.accountsWithLiveOrders();
    for (const accountId of accountIds) {
      const taken = await this.transactions.run(async (tx) => {
        await this.accounts.lock(tx, [accountId]);
        const live = await this.orders.lockLiveOf(tx, accountId);
        const closesToo = state === 'HALTED';
        return this.flattening.takeBack(tx, live, `Trading was stopped: ${reason}`, { closesToo });
      });
      cancelled += taken.cancelled;
      askedBack += taken.askedBack;
    }
    return { moved, cancelled, askedBack };
  }
}
