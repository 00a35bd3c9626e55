import { Injectable } from '@nestjs/common';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Session } from '../mt5-session/session';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { PositionsService } from '../positions/positions.service';
import { findExecution } from './evidence/trade-evidence';
import { type Order } from './order';
import { OrderMoves } from './order-moves';
import { OrdersRepository } from './orders.repository';

/** An acknowledged order is done in a moment; after this long, the terminal is asked about it. */
const SILENCE_MS = 10_000;

/** Finds out what became of orders whose fate nobody told: from takeovers, from the books, by asking. */
@Injectable()
export class OrderReconciliation {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: OrdersRepository,
    private readonly sessions: Mt5SessionService,
    private readonly positions: PositionsService,
    private readonly moves: OrderMoves,
    private readonly clock: Clock,
  ) {}

  /**
   * What another session was handed is in doubt once this one holds the account: it may have been executed, and nobody
   * else may be given it. The same connector come back (same session, next epoch) keeps its own orders: its journal
   * knows them.
   */
  async takeOver(tx: Transaction, session: Session): Promise<void> {
    const live = await this.repository.lockLiveOf(tx, session.accountId);
    const abandoned = live.filter(({ status, sessionId }) => status === 'SENT' && sessionId !== session.id);
    await this.moves.make(
      tx,
      abandoned.map((order) => ({
        order,
        to: 'UNKNOWN',
        actor: 'RECONCILIATION',
        causeKey: `takeover:${session.id}:${session.epoch}`,
        occurredAt: null,
        facts: { message: 'Its session was replaced before it said what became of it' },
        data: { session_id: session.id, epoch: session.epoch },
      })),
    );
  }

  /**
   * Resolves what the account's own deals and positions show. Only orders in doubt: the others are asked for first.
   * Answers those that are resolved.
   */
  async resolveFromBooks(
    tx: Transaction,
    accountId: string,
    snapshotAt: Date | null,
  ): Promise<readonly Order[]> {
    const now = this.clock.now();
    const live = await this.repository.lockLiveOf(tx, accountId);
    const doubtful = live.filter(({ status }) => status === 'UNKNOWN');
    if (doubtful.length === 0) return [];
    const resolved: Order[] = [];
    const positions = await this.positions.openOf(tx, [accountId]);
    for (const order of doubtful) {
      const deals = await this.positions.dealsByMagic(tx, accountId, order.id);
      const found = findExecution(order, { deals, positions, snapshotAt, now });
      if (!found) continue;
      const moved = await this.moves.make(tx, [
        {
          order,
          to: found.to,
          actor: 'RECONCILIATION',
          causeKey: `books:${order.version}`,
          occurredAt: null,
          facts: found.facts,
          data: { deals: deals.map(({ ticket }) => ticket), position: found.facts.positionTicket ?? null },
        },
      ]);
      resolved.push(...moved);
    }
    return resolved;
  }

  /** The same for every account with an order in doubt: a terminal that only pings never asks for it. */
  async resolveAll(): Promise<void> {
    for (const accountId of await this.repository.accountsInDoubt()) {
      await this.transactions.run(async (tx) => {
        const session = (await this.sessions.liveSessionsOf(tx, [accountId])).get(accountId);
        await this.resolveFromBooks(tx, accountId, session?.snapshotAt ?? null);
      });
    }
  }

  /** Orders about which the terminal of this session is to say what it finds. */
  questionsFor(session: Session, live: readonly Order[]): readonly Order[] {
    const now = this.clock.now().getTime();
    return live.filter((order) => {
      if (order.status === 'UNKNOWN') return true;
      if (order.status !== 'SENT' || order.sessionId !== session.id) return false;
      const silentSince = order.acknowledgedAt?.getTime() ?? Infinity;
      const expired = (order.expiresAt?.getTime() ?? Infinity) <= now;
      const resumed = order.epoch !== session.epoch && order.acknowledgedAt !== null;
      return expired || resumed || order.cancelRequestedAt !== null || now - silentSince >= SILENCE_MS;
    });
  }
}
