import { Injectable } from '@nestjs/common';
import { Decimal, type Price } from '../money/quantity';
import { Versioned } from '../platform/memory/versioned';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { SELECT_SPEC, specKey, specOf, STORE_SPECS } from './spec-columns';
import { type Quote, type StoredSymbolSpec, type SymbolSpec } from './symbol-spec';

interface SpecRow {
  readonly accountId: string;
  readonly symbol: string;
  readonly bid: string | null;
  readonly ask: string | null;
  readonly quotedAt: Date | null;
  readonly quoteReceivedAt: Date | null;
  readonly reportedAt: Date;
  readonly [property: string]: unknown;
}

/** What a symbol last cost at an account's broker. */
export interface AccountQuote {
  readonly accountId: string;
  readonly quote: Quote;
}

/** An account's specifications by symbol. */
export type SpecsBySymbol = ReadonlyMap<string, StoredSymbolSpec>;

const MOST_CONTRACTS = 20_000;

@Injectable()
export class SymbolSpecsRepository {
  /** By all that they say: brokers give a thousand accounts the same. */
  private readonly contracts = new Versioned<SymbolSpec>(MOST_CONTRACTS);

  constructor(private readonly transactions: Transactions) {}

  /** Every account asked for is in the answer, if only with an empty map. */
  async findOf(
    accountIds: readonly string[],
    tx: Transaction | null = null,
  ): Promise<Map<string, SpecsBySymbol>> {
    const rows = await (tx ?? this.transactions).query<SpecRow>(
      `SELECT s.account_id AS "accountId", s.symbol, s.bid, s.ask, s.quoted_at AS "quotedAt",
              s.quote_received_at AS "quoteReceivedAt", s.reported_at AS "reportedAt", ${SELECT_SPEC}
       FROM symbol_specs s WHERE s.account_id = ANY($1)`,
      [accountIds],
    );
    const specs = new Map(accountIds.map((id) => [id, new Map<string, StoredSymbolSpec>()]));
    for (const row of rows)
      specs.get(row.accountId)?.set(row.symbol, toStoredSpec(row, this.contractOf(row)));
    return specs;
  }

  private contractOf(row: SpecRow): SymbolSpec {
    const said = specKey(row);
    return (
      this.contracts.of(said, '') ?? this.contracts.keep(said, '', { symbol: row.symbol, ...specOf(row) })
    );
  }

  /** Writes all specifications with one statement. No symbol may come twice. */
  async store(tx: Transaction, accountId: string, specs: readonly SymbolSpec[], now: Date): Promise<void> {
    await tx.query(STORE_SPECS, [accountId, now, JSON.stringify(specs)]);
  }

  /** Notes quotes. No symbol of an account may come twice; one whose specification is unknown is of no use, and is left out. */
  storeQuotes(tx: Transaction, quotes: readonly AccountQuote[], now: Date): void {
    tx.write(
      `UPDATE symbol_specs s
       SET bid = quote.bid, ask = quote.ask, quoted_at = quote.quoted_at, quote_received_at = $1
       FROM unnest($2::uuid[], $3::text[], $4::numeric[], $5::numeric[], $6::timestamptz[])
         AS quote (account_id, symbol, bid, ask, quoted_at)
       WHERE s.account_id = quote.account_id AND s.symbol = quote.symbol`,
      [
        now,
        quotes.map(({ accountId }) => accountId),
        quotes.map(({ quote }) => quote.symbol),
        quotes.map(({ quote }) => quote.bid.toFixed()),
        quotes.map(({ quote }) => quote.ask.toFixed()),
        quotes.map(({ quote }) => quote.quotedAt),
      ],
    );
  }
}

function toStoredSpec(row: SpecRow, contract: SymbolSpec): StoredSymbolSpec {
  const { symbol, bid, ask, quotedAt, quoteReceivedAt, reportedAt } = row;
  const quote =
    bid !== null && ask !== null && quotedAt !== null
      ? { symbol, bid: new Decimal(bid) as Price, ask: new Decimal(ask) as Price, quotedAt }
      : null;
  return { ...contract, contract, quote, quoteReceivedAt, reportedAt };
}
