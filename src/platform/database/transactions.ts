import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';

/** One database transaction. What must happen only if it commits is registered with `afterCommit`. */
export interface Transaction {
  readonly manager: EntityManager;
  /** Runs hand-written SQL in this transaction and returns its rows. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` once the transaction is durable; never when it rolls back. */
  afterCommit(work: () => void): void;
}

/** Opens transactions. Everything that must stand or fall together goes through one call of `run`. */
@Injectable()
export class Transactions {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Commits when `work` resolves, rolls back when it throws, then runs what `afterCommit` was given. */
  async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const afterwards: (() => void)[] = [];
    const result = await this.dataSource.transaction((manager) =>
      work({
        manager,
        query: <Row>(sql: string, parameters: readonly unknown[] = []) =>
          rowsOf<Row>(manager, sql, parameters),
        afterCommit: (callback) => afterwards.push(callback),
      }),
    );
    for (const callback of afterwards) callback();
    return result;
  }

  /** Runs one statement of its own, outside any transaction, and returns its rows. */
  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return rowsOf<Row>(this.dataSource.manager, sql, parameters);
  }
}

/** TypeORM answers an UPDATE or DELETE with `[rows, count]` and everything else with the rows alone. */
async function rowsOf<Row>(
  manager: EntityManager,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  const result: unknown = await manager.query(sql, [...parameters]);
  if (
    Array.isArray(result) &&
    result.length === 2 &&
    Array.isArray(result[0]) &&
    typeof result[1] === 'number'
  ) {
    return result[0] as Row[];
  }
  return result as Row[];
}
