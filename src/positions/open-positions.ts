import { Injectable } from '@nestjs/common';
import { byAccount } from '../mt5-session/by-account';
import { type Transaction } from '../platform/database/transactions';
import { Versioned } from '../platform/memory/versioned';
import { Clock } from '../platform/time/clock';
import { type Position } from './position';
import { PositionsRepository } from './positions.repository';

/** Of all accounts together: a thousand terminals with fifty each. One takes about a kilobyte. */
const MOST_POSITIONS = 50_000;
/** A terminal whose positions move comes back every second. Versions are compared with young ones only. */
const REMEMBERED_MS = 60_000;

interface Remembered {
  readonly positions: readonly Position[];
  readonly atMs: number;
}

/**
 * The open positions of accounts. Rows that this process read or wrote a moment ago are only asked for their version
 * (docs/adr/0024-what-did-not-move-is-not-said-again.md), so whoever else writes them is noticed at once.
 */
@Injectable()
export class OpenPositions {
  private readonly memory = new Versioned<Remembered>(
    MOST_POSITIONS,
    ({ positions }) => positions.length + 1,
  );
  /** Transactions whose own writes a read would see: they may still be undone, or done once more. */
  private readonly writing = new WeakSet<Transaction>();

  constructor(
    private readonly repository: PositionsRepository,
    private readonly clock: Clock,
  ) {}

  /** Account by account, each account's in the order in which they were first seen. */
  async of(tx: Transaction | null, accountIds: readonly string[]): Promise<readonly Position[]> {
    if (tx && this.writing.has(tx)) return this.repository.findOpenOf(tx, accountIds);
    const known = await this.stillTrue(
      tx,
      accountIds.filter((id) => this.isRemembered(id)),
    );
    const missing = accountIds.filter((id) => !known.has(id));
    if (missing.length === 0) return [...known.values()].flat();
    const found = await this.repository.findOpenOf(tx, missing);
    const foundOf = byAccount(found);
    // Only what this process writes is worth remembering: who never does would ask for versions in vain.
    for (const id of missing) if (this.memory.last(id)) this.keep(id, foundOf(id));
    return [...[...known.values()].flat(), ...found];
  }

  /** Whoever writes open positions says so first. What is open then is remembered once it is durable. */
  willWrite(tx: Transaction): void {
    this.writing.add(tx);
  }

  /** What this transaction leaves open on an account. */
  wrote(tx: Transaction, accountId: string, open: readonly Position[]): void {
    tx.afterCommit(() => {
      this.keep(accountId, open);
    });
  }

  private isRemembered(accountId: string): boolean {
    const found = this.memory.last(accountId);
    return found !== undefined && this.clock.monotonicMs() - found.atMs <= REMEMBERED_MS;
  }

  private async stillTrue(
    tx: Transaction | null,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Position[]>> {
    const known = new Map<string, readonly Position[]>();
    if (accountIds.length === 0) return known;
    const versions = await this.repository.openVersionsOf(tx, accountIds);
    for (const id of accountIds) {
      const found = this.memory.of(id, versions.get(id) ?? '');
      if (!found) continue;
      known.set(id, found.positions);
      // Seen to be so right now: as good as read.
      this.keep(id, found.positions);
    }
    return known;
  }

  private keep(accountId: string, positions: readonly Position[]): void {
    const atMs = this.clock.monotonicMs();
    this.memory.keep(accountId, versionsOf(positions), { positions, atMs });
  }
}

/** In the words of `openVersionsOf`, and in its order: rows are numbered as they come. */
function versionsOf(positions: readonly Position[]): string {
  return positions.map(({ id, version }) => `${id}:${version}`).join(',');
}
