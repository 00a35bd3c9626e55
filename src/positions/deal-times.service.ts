import { Injectable } from '@nestjs/common';
import { type BrokerClock } from '../mt5-session/broker-clock';
import { BrokerClocks } from '../mt5-session/broker-clocks.service';
import { Transactions } from '../platform/database/transactions';
import { localMsOf } from './dated-deal';
import { type DatableDeal, DealsRepository } from './deals.repository';
import { TradesRepository } from './trades.repository';

const PAGE = 2000;
const ACCOUNTS_AT_ONCE = 20;

/** Dates deals again when more is known of their broker's clock than when they were told. */
@Injectable()
export class DealTimes {
  constructor(
    private readonly deals: DealsRepository,
    private readonly trades: TradesRepository,
    private readonly clocks: BrokerClocks,
    private readonly transactions: Transactions,
  ) {}

  async keep(): Promise<void> {
    for (const accountId of await this.clocks.accountsWithNews(ACCOUNTS_AT_ONCE)) {
      await this.clocks.apply(accountId, (clock) => this.dateAgain(accountId, clock));
    }
  }

  /** A page per transaction: what was done is kept if the next one fails, and done again without harm. */
  private async dateAgain(accountId: string, clock: BrokerClock): Promise<void> {
    for (let after: string | null = '0'; after !== null;) {
      const page: readonly DatableDeal[] = await this.deals.findDatable(accountId, after, PAGE);
      await this.datePage(accountId, page, clock);
      after = page.length === PAGE ? (page.at(-1)?.ticket ?? null) : null;
    }
  }

  private async datePage(accountId: string, page: readonly DatableDeal[], clock: BrokerClock): Promise<void> {
    const changed = page.flatMap((deal) => {
      const { ms, basis } = clock.dated(localMsOf(deal.brokerTime));
      const executedAt = new Date(ms + deal.executedAt.getUTCMilliseconds());
      const isSame = executedAt.getTime() === deal.executedAt.getTime() && basis === deal.timeBasis;
      return isSame ? [] : [{ ...deal, executedAt, timeBasis: basis, before: deal.executedAt }];
    });
    if (changed.length === 0) return;
    const moved = changed.filter(({ before, executedAt }) => before.getTime() !== executedAt.getTime());
    await this.transactions.run(async (tx) => {
      await this.deals.date(tx, accountId, changed);
      await this.trades.takeIn(tx, accountId, [
        ...moved,
        ...moved.map(({ positionId, before }) => ({ positionId, executedAt: before })),
      ]);
    });
  }
}
