import { Injectable } from '@nestjs/common';
import { type Transaction } from '../platform/database/transactions';
import { Recent } from '../platform/memory/recent';
import { Clock } from '../platform/time/clock';
import { type Quote, type SymbolSpec } from './symbol-spec';
import { type SpecsBySymbol, SymbolSpecsRepository } from './symbol-specs.repository';

/** What a terminal says its symbols cost. */
export interface ToldQuotes {
  readonly accountId: string;
  readonly quotes: readonly Quote[];
}

/** What brokers say of their symbols, account by account, and what these last cost. Read far more often than written. */
@Injectable()
export class SymbolSpecsService {
  private readonly recent: Recent<SpecsBySymbol>;

  constructor(
    private readonly repository: SymbolSpecsRepository,
    private readonly clock: Clock,
  ) {
    this.recent = new Recent(clock, { ttlMs: 1000, capacity: 10_000 });
  }

  /** Stores specifications over those of the same symbols. If a symbol comes twice, the last one counts. */
  async storeSpecs(tx: Transaction, accountId: string, specs: readonly SymbolSpec[]): Promise<number> {
    const distinct = lastOfEachSymbol(specs);
    await this.repository.store(tx, accountId, distinct, this.clock.now());
    this.forgetAfterCommit(tx, accountId);
    return distinct.length;
  }

  /** Stores what symbols cost at different accounts. If a symbol comes twice, the last one counts. */
  storeQuotes(tx: Transaction, told: readonly ToldQuotes[]): void {
    const quotes = told.flatMap(({ accountId, quotes: ofAccount }) =>
      lastOfEachSymbol(ofAccount).map((quote) => ({ accountId, quote })),
    );
    if (quotes.length === 0) return;
    this.repository.storeQuotes(tx, quotes, this.clock.now());
    for (const { accountId } of told) this.forgetAfterCommit(tx, accountId);
  }

  /** Every account asked for is in the answer, if only with an empty map. */
  specsOf(accountIds: readonly string[]): Promise<ReadonlyMap<string, SpecsBySymbol>> {
    return this.recent.readMany(accountIds, (missing) => this.repository.findOf(missing));
  }

  /** The same as this transaction sees them: with the quotes that it has just stored itself. */
  specsWithin(tx: Transaction, accountIds: readonly string[]): Promise<ReadonlyMap<string, SpecsBySymbol>> {
    return this.repository.findOf(accountIds, tx);
  }

  private forgetAfterCommit(tx: Transaction, accountId: string): void {
    tx.afterCommit(() => {
      this.recent.forget(accountId);
    });
  }
}

function lastOfEachSymbol<Item extends { readonly symbol: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.symbol, item])).values()];
}
