import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type LedgerDocument } from './decision/ledger-document';

/** Beyond it all are forgotten, and asked for once more: a few megabytes. */
const MOST_KNOWN = 50_000;

/** A document, and of whose decisions. */
export interface OwnedDocument extends LedgerDocument {
  readonly userId: string;
}

/**
 * The table `decision_documents`: rows are only added, and go with their owner. So what this process has once seen
 * committed need not be written again.
 */
@Injectable()
export class DecisionDocumentsRepository {
  private readonly known = new Set<string>();

  constructor(private readonly transactions: Transactions) {}

  keep(tx: Transaction, documents: readonly OwnedDocument[]): void {
    const news = new Map<string, OwnedDocument>();
    for (const document of documents) {
      const name = `${document.userId} ${document.key}`;
      if (!this.known.has(name)) news.set(name, document);
    }
    if (news.size === 0) return;
    // In one order everywhere: two workers that keep the same ones wait for each other only one way.
    const names = [...news.keys()].sort();
    const wanted = names.flatMap((name) => news.get(name) ?? []);
    tx.write(
      `INSERT INTO decision_documents (user_id, key, body)
       SELECT d.user_id, d.key, d.body FROM unnest($1::uuid[], $2::text[], $3::json[]) AS d (user_id, key, body)
       ON CONFLICT DO NOTHING`,
      [wanted.map(({ userId }) => userId), wanted.map(({ key }) => key), wanted.map(({ body }) => body)],
    );
    tx.afterCommit(() => {
      this.remember(names);
    });
  }

  /** The bodies of an owner's documents, by their keys. */
  async bodiesOf(userId: string, keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    if (keys.length === 0) return new Map();
    const rows = await this.transactions.query<{ key: string; body: unknown }>(
      `SELECT key, body FROM decision_documents WHERE user_id = $1 AND key = ANY($2::text[])`,
      [userId, [...new Set(keys)]],
    );
    return new Map(rows.map(({ key, body }) => [key, body]));
  }

  private remember(names: readonly string[]): void {
    if (this.known.size + names.length > MOST_KNOWN) this.known.clear();
    for (const name of names) this.known.add(name);
  }
}
