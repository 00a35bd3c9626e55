import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { BrokerClocks } from '../mt5-session/broker-clocks.service';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Session } from '../mt5-session/session';
import { OrderDelivery } from '../orders/order-delivery';
import { OrderReconciliation } from '../orders/order-reconciliation';
import { Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { PositionsService } from '../positions/positions.service';
import { type ConnectedView, presentConnected } from './connected-view';
import { type Connecting } from './dto/connect.dto';
import { SymbolsWanted } from './symbols-wanted';

/** Lets terminals in: the account is known or made, older sessions are shut out, open questions are asked. */
@Injectable()
export class Connections {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly sessions: Mt5SessionService,
    private readonly brokerClocks: BrokerClocks,
    private readonly positions: PositionsService,
    private readonly delivery: OrderDelivery,
    private readonly reconciliation: OrderReconciliation,
    private readonly symbolsWanted: SymbolsWanted,
    private readonly clock: Clock,
  ) {}

  async connect(userId: string, connecting: Connecting): Promise<ConnectedView> {
    const { session, questions, lastDealTicket, history } = await this.transactions.run(async (tx) => {
      const account = await this.accounts.register(tx, userId, connecting.account);
      const { brokerUtcOffsetSeconds } = connecting.account;
      if (brokerUtcOffsetSeconds !== undefined) {
        await this.brokerClocks.measured(tx, account.id, brokerUtcOffsetSeconds);
      }
      const opened = await this.sessions.open(tx, {
        userId,
        accountId: account.id,
        accountNumber: account.accountNumber,
        broker: account.broker,
        client: connecting.client,
        instanceId: connecting.instanceId,
        intervalMs: connecting.intervalMs,
        eaVersion: connecting.eaVersion,
        terminalBuild: connecting.terminalBuild,
        clockOffsetMs: this.offsetOf(connecting.terminalTime),
      });
      await this.reconciliation.takeOver(tx, opened.session);
      const live = await this.delivery.liveOrders(tx, [account.id]);
      return {
        session: opened.session,
        questions: this.reconciliation.questionsFor(opened.session, live),
        history: account.history,
        lastDealTicket: (await this.positions.lastDealTicketsOf(tx, [account.id])).get(account.id) ?? null,
      };
    });
    const wanted = await this.wanted(session);
    return presentConnected({ session, questions, lastDealTicket, history, wanted, at: this.clock.now() });
  }

  private async wanted(session: Session): Promise<readonly string[]> {
    return (await this.symbolsWanted.of([session])).get(session.id) ?? [];
  }

  /** Server time minus the terminal's. A clock that is years off is as good as none. */
  private offsetOf(terminalTime: Date | undefined): number | undefined {
    if (!terminalTime) return undefined;
    const offset = this.clock.now().getTime() - terminalTime.getTime();
    return Math.abs(offset) <= 2_147_483_647 ? offset : undefined;
  }
}
