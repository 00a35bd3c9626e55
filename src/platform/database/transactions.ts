import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { currentRequest, forEverybody } from '../http/request-context';
import { asParameters } from './array-literal';
import { beginBehindWall, IS_WALL_UP } from './owner-wall';

/** One database transaction. What must happen only if it commits is registered with `afterCommit`. */
export interface Transaction {
  readonly manager: EntityManager;
  /** Runs hand-written SQL in this transaction and returns its rows. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Writes what was gathered meanwhile, after all else that the transaction does and before it commits. */
  beforeCommit(write: () => Promise<unknown>): void;
  /** Runs `work` once the transaction is durable; never when it rolls back. */
  afterCommit(work: () => void): void;
}

/**
 * Opens transactions. Everything that must stand or fall together goes through one call of `run`. While a request of one
 * owner is served, each of them shows that owner's rows alone.
 */
@Injectable()
export class Transactions implements OnModuleInit {
  private wallIsUp = false;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    const [wall] = await this.query<{ up: boolean }>(IS_WALL_UP);
    this.wallIsUp = wall?.up ?? false;
    if (!this.wallIsUp) {
      new Logger('OwnerWall').warn(
        'Owners are kept apart by the queries alone: this login may not act as rubi_caller (docs/adr/0013)',
      );
    }
  }

  /** Commits when `work` resolves, rolls back when it throws, then runs what `afterCommit` was given. */
  async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const lastly: (() => Promise<unknown>)[] = [];
    const afterwards: (() => void)[] = [];
    const result = await this.transact(async (manager) => {
      const answer = await work({
        manager,
        query: <Row>(sql: string, parameters: readonly unknown[] = []) =>
          rowsOf<Row>(manager, sql, parameters),
        beforeCommit: (write) => lastly.push(write),
        afterCommit: (callback) => afterwards.push(callback),
      });
      for (const write of lastly) await write();
      return answer;
    });
    forEverybody(() => {
      for (const callback of afterwards) callback();
    });
    return result;
  }

  /** Runs one statement of its own and returns its rows. */
  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const owner = this.owner();
    return owner === undefined
      ? rowsOf<Row>(this.dataSource.manager, sql, parameters)
      : this.askBehindWall<Row>(owner, sql, parameters);
  }

  private owner(): string | undefined {
    return this.wallIsUp ? currentRequest()?.owner : undefined;
  }

  private transact<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const owner = this.owner();
    return owner === undefined ? this.dataSource.transaction(work) : this.behindWall(owner, work);
  }

  /** One statement goes out together with what puts the wall up before it and takes it down again: one round trip. */
  private async askBehindWall<Row>(
    owner: string,
    sql: string,
    parameters: readonly unknown[],
  ): Promise<Row[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      const answers = await Promise.allSettled([
        runner.query(beginBehindWall(owner)),
        runner.query(sql, asParameters(parameters)),
        runner.query('COMMIT'),
      ]);
      // A statement that fails, or a wall that does not stand, leaves a commit nothing to keep.
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (failed) throw failed.reason;
      const [, answer] = answers;
      return answer.status === 'fulfilled' ? rowsIn<Row>(answer.value) : [];
    } finally {
      await runner.release();
    }
  }

  private async behindWall<T>(owner: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.query(beginBehindWall(owner));
      const result = await work(runner.manager);
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

async function rowsOf<Row>(
  manager: EntityManager,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  return rowsIn<Row>(await manager.query(sql, asParameters(parameters)));
}

/** TypeORM answers an UPDATE or DELETE with `[rows, count]` and everything else with the rows alone. */
function rowsIn<Row>(result: unknown): Row[] {
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
