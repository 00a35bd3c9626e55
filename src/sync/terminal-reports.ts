import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { SymbolSpecsService } from '../accounts/symbol-specs.service';
import { BrokerClocks } from '../mt5-session/broker-clocks.service';
import { type Transaction } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import {
  type MovedPositions,
  type Position,
  type PositionsReporter,
  type PositionsSnapshot,
} from '../positions/position';
import { PositionsService } from '../positions/positions.service';
import { type Cycle } from './sync-call';

/** What a terminal's report of its account, positions and deals led to. */
export interface TakenIn {
  /** Whether everything that is open was in it. */
  readonly whole: boolean;
  /** When such a list was last taken in. */
  readonly snapshotAt: Date | null;
  /** What is open; only if the list was whole. */
  readonly open: readonly Position[];
  /** Prices came of other positions than are known: the whole list has to tell. */
  readonly positionsWanted: boolean;
}

/** Takes in what terminals say of their accounts, symbols, deals and positions, of all with the same few statements. */
@Injectable()
export class TerminalReports {
  constructor(
    private readonly accounts: AccountsService,
    private readonly brokerClocks: BrokerClocks,
    private readonly specs: SymbolSpecsService,
    private readonly positions: PositionsService,
    private readonly clock: Clock,
  ) {}

  /** Answers for each cycle, in their order. */
  async takeIn(tx: Transaction, cycles: readonly Cycle[]): Promise<readonly TakenIn[]> {
    await this.takeStates(tx, cycles);
    this.takeQuotes(tx, cycles);
    for (const cycle of cycles) {
      await this.takeClock(tx, cycle);
      await this.takeHistory(tx, cycle);
    }
    const lists = cycles.map(listOf);
    const told = lists.filter((list) => list !== null);
    const applied = await this.positions.applySnapshots(tx, told);
    const outcomes = new Map(told.map((list, index) => [list, applied[index]]));
    const now = this.clock.now();
    return cycles.map(({ session, message: { moved } }, index) => {
      const list = lists[index];
      const outcome = list ? outcomes.get(list) : undefined;
      return outcome?.whole
        ? { whole: true, snapshotAt: now, open: outcome.open, positionsWanted: false }
        : { whole: false, snapshotAt: session.snapshotAt, open: [], positionsWanted: moved !== null };
    });
  }

  private takeStates(tx: Transaction, cycles: readonly Cycle[]): Promise<void> {
    return this.accounts.recordStates(
      tx,
      cycles.flatMap(({ session, account: known, message }) => {
        const { account: state, permissions, brokerUtcOffsetSeconds } = message;
        if (!state) return [];
        return [{ known, state, report: { sessionId: session.id, permissions, brokerUtcOffsetSeconds } }];
      }),
    );
  }

  private takeQuotes(tx: Transaction, cycles: readonly Cycle[]): void {
    this.specs.storeQuotes(
      tx,
      cycles.map(({ account, message: { quotes } }) => ({ accountId: account.id, quotes })),
    );
  }

  /** Said with every cycle, and written once an hour or when it changes. */
  private async takeClock(tx: Transaction, { account, message }: Cycle): Promise<void> {
    const { brokerUtcOffsetSeconds: offset } = message;
    if (offset !== undefined) await this.brokerClocks.measured(tx, account.id, offset);
  }

  /** Deals are rare, and each leads to much: they are taken in account by account. */
  private async takeHistory(tx: Transaction, { session, message }: Cycle): Promise<void> {
    const { deals, history } = message;
    if (deals.length > 0) await this.positions.storeDeals(tx, { ...reporterOf(session), deals });
    if (history) await this.accounts.recordHistory(tx, session.accountId, session.id, history);
  }
}

/** Null: nothing of positions, or prices before the first complete list of this epoch. */
function listOf({ session, message }: Cycle): PositionsSnapshot | MovedPositions | null {
  const { positions, complete, moved } = message;
  if (positions) return { ...reporterOf(session), positions, complete, reportedAt: null };
  return moved && session.snapshotAt ? { ...reporterOf(session), moved } : null;
}

function reporterOf({ id, userId, accountId }: Cycle['session']): PositionsReporter {
  return { userId, accountId, sessionId: id };
}
