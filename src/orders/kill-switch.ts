import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { type StateSwitch, type TradingState } from '../guard/trading-state';
import { type Emptied, TradingStateService } from '../guard/trading-state.service';
import { slicesOf } from '../platform/database/slices';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type Emptying } from './emptying';
import { Flattening } from './flattening';
import { OrdersRepository } from './orders.repository';

/** Accounts that one look is taken at: its statements end well within their time. */
const AT_ONCE = 500;

/** What a person orders to stop, and how hard. */
export interface Kill {
  readonly userId: string;
  /** Null: all of the user's accounts. */
  readonly accountId: string | null;
  readonly mode: Exclude<TradingState, 'ACTIVE'>;
  readonly reason: string;
  /** Close what is open, too. */
  readonly closeAll: boolean;
}

export interface Killed {
  readonly moved: StateSwitch;
  /** Orders that no terminal had been handed. */
  readonly cancelled: number;
  /** Orders that their terminals are asked back. */
  readonly askedBack: number;
}

/**
 * Stops trading. It needs the database and nothing else: no queue, no Redis, no worker. Once it is answered, nothing new
 * is handed out; what terminals hold is asked back with their next call.
 */
@Injectable()
export class KillSwitch {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly states: TradingStateService,
    private readonly orders: OrdersRepository,
    private readonly flattening: Flattening,
  ) {}

  /** @throws AccountNotFoundError */
  async kill({ userId, accountId, mode, reason, closeAll }: Kill): Promise<Killed> {
    const accountIds = await this.meant(userId, accountId);
    return this.transactions.run(async (tx) => {
      // Held before the switch moves: a decision that is being made is over, and its order is seen here.
      await this.accounts.lock(tx, accountIds);
      const moved = await this.states.change(tx, {
        userId,
        actor: 'person',
        accountId,
        state: mode,
        reason,
        empties: closeAll,
      });
      const live = await this.orders.lockLiveOfAll(tx, accountIds);
      const message = messageOf(reason);
      const closesToo = mode === 'HALTED' && !closeAll;
      const taken = await this.flattening.takeBack(tx, live, message, { closesToo });
      if (closeAll) {
        const since = moved.changedAt;
        await this.flattening.flatten(
          tx,
          accountIds.map((id) => emptyingOf({ accountId: id, reason, since })),
        );
      }
      return { moved, ...taken };
    });
  }

  /** @throws AccountNotFoundError */
  async resume(userId: string, accountId: string | null, reason: string): Promise<StateSwitch> {
    const accountIds = await this.meant(userId, accountId);
    return this.transactions.run(async (tx) => {
      // Whoever is emptying one of them has finished: nothing is closed after trading goes on.
      await this.accounts.lock(tx, accountIds);
      return this.states.change(tx, { userId, actor: 'person', accountId, state: 'ACTIVE', reason });
    });
  }

  /** Tries again to close what a kill was to close, and what the broker refused: until trading goes on. */
  async emptyAgain(): Promise<void> {
    const accountIds = (await this.states.emptying(null)).map(({ accountId }) => accountId);
    for (const slice of slicesOf([...new Set(accountIds)], AT_ONCE)) {
      const unfinished = await this.flattening.unfinished(slice);
      if (unfinished.length > 0) await this.transactions.run((tx) => this.empty(tx, unfinished));
    }
  }

  /** Those that somebody else holds at this moment come next time: nobody waits for one of many. */
  private async empty(tx: Transaction, accountIds: readonly string[]): Promise<void> {
    const held = new Set((await this.accounts.lockFree(tx, accountIds)).map(({ id }) => id));
    // Asked again, now that they are held: trading may go on meanwhile.
    const emptied = await this.states.emptying(tx);
    await this.flattening.flatten(tx, emptied.filter(({ accountId }) => held.has(accountId)).map(emptyingOf));
  }

  private async meant(userId: string, accountId: string | null): Promise<readonly string[]> {
    if (accountId !== null) return [(await this.accounts.get(userId, accountId)).id];
    return (await this.accounts.listOf(userId)).map(({ id }) => id);
  }
}

function messageOf(reason: string): string {
  return `Trading was stopped: ${reason}`;
}

/** One kill is one occasion, however often what it is there for has to be tried. */
function emptyingOf({ accountId, reason, since }: Emptied): Emptying {
  const occasion = `close-all:${since.toISOString()}`;
  return { accountId, occasion, message: messageOf(reason), since, onlyWhatWasOpen: true };
}
