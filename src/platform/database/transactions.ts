import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type ClientBase } from 'pg';
import { DataSource, QueryFailedError } from 'typeorm';
import { currentRequest, forEverybody } from '../http/request-context';
import { asSpan } from '../telemetry/statement-span';
import { asParameters } from './array-literal';
import { IS_WALL_UP, ownerBehindWall, STEP_BEHIND_WALL } from './owner-wall';
import { PoolPlaces } from './pool-places';
import { IN_FAILED_TRANSACTION } from './statement-batch';

/** A statement that waits to be sent. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** One database transaction. What must happen only if it commits is registered with `afterCommit`. */
export interface Transaction {
  /** Runs hand-written SQL in this transaction and returns its rows. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Sends a write whose answer nobody waits for: it travels with what is sent next. If it fails, all of it fails. */
  write(sql: string, parameters?: readonly unknown[]): void;
  /** Writes what was gathered meanwhile, after all else that the transaction does and together with its commit. */
  beforeCommit(statements: () => readonly Statement[]): void;
  /** Runs `work` once the transaction is durable; never when it rolls back. */
  afterCommit(work: () => void): void;
}

/** How a transaction is run, other than as usual. */
export interface TransactionOptions {
  readonly plans?: 'KEPT';
}

/**
 * For transactions in which each statement finds its rows by an index, whatever the values: its plan is made once. Left to
 * itself, PostgreSQL takes a list that it does not know for ten values, finds that a plan for the one that was given is
 * cheaper, and makes that plan again each time, which takes several times as long as following it.
 */
export const PLANS_KEPT: TransactionOptions = { plans: 'KEPT' };

/** With a parameter, since only statements that have some travel in a batch. */
const KEEP_PLANS = `SELECT set_config('plan_cache_mode', $1, true)`;
const FOR_ANY_VALUES = 'force_generic_plan';

/** pg's own. */
const USUAL_POOL_SIZE = 10;

/**
 * Opens transactions. Everything that must stand or fall together goes through one call of `run`. While a request of one
 * owner is served, each of them shows that owner's rows alone.
 */
@Injectable()
export class Transactions implements OnModuleInit {
  private wallIsUp = false;
  private readonly places: PoolPlaces;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {
    this.places = new PoolPlaces(dataSource.options.poolSize ?? USUAL_POOL_SIZE);
  }

  async onModuleInit(): Promise<void> {
    const [wall] = await this.query<{ up: boolean }>(IS_WALL_UP);
    this.wallIsUp = wall?.up ?? false;
    if (!this.wallIsUp) {
      new Logger('OwnerWall').warn(
        'Owners are kept apart by the queries alone: this login may not act as rubi_caller (docs/adr/0013)',
      );
    }
  }

  /**
   * Commits when `work` resolves, rolls back when it throws, then runs what `afterCommit` was given. The transaction's
   * beginning travels with its first statement, and its last ones with the commit.
   */
  async run<T>(work: (transaction: Transaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const lastly: (() => readonly Statement[])[] = [];
    const afterwards: (() => void)[] = [];
    const result = await this.inPlace(() =>
      this.transact(async ({ query, write, commit }) => {
        const answer = await work({
          query,
          write,
          beforeCommit: (statements) => lastly.push(statements),
          afterCommit: (callback) => afterwards.push(callback),
        });
        await commit(lastly.flatMap((statements) => statements()));
        return answer;
      }, options),
    );
    forEverybody(() => {
      for (const callback of afterwards) callback();
    });
    return result;
  }

  /** Runs one statement of its own and returns its rows. */
  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const owner = this.owner();
    return this.inPlace(() =>
      this.connected((line) =>
        owner === undefined
          ? ask<Row>(line, sql, parameters)
          : askBehindWall<Row>(line, owner, sql, parameters),
      ),
    );
  }

  private inPlace<T>(work: () => Promise<T>): Promise<T> {
    return this.places.within(currentRequest()?.admittedAs, work);
  }

  private owner(): string | undefined {
    return this.wallIsUp ? currentRequest()?.owner : undefined;
  }

  /**
   * Lends a connection of TypeORM's pool. Statements go to the driver itself: to let subscribers look at each of them, of
   * whom there are none, takes TypeORM longer than to send it.
   */
  private async connected<T>(work: (line: Line) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await work((await runner.connect()) as Line);
    } finally {
      await runner.release();
    }
  }

  private transact<T>(work: (sending: Sending) => Promise<T>, { plans }: TransactionOptions): Promise<T> {
    const owner = this.owner();
    return this.connected(async (line) => {
      const failures: unknown[] = [];
      let isOver = false;
      const query: Query = async (sql, parameters = []) => {
        if (isOver) throw new Error('The transaction is over');
        try {
          return await ask(line, sql, parameters);
        } catch (error) {
          failures.push(error);
          throw error;
        }
      };
      const write = (sql: string, parameters: readonly unknown[] = []): void => {
        query(sql, parameters).catch(() => undefined);
      };
      const commit = async (last: readonly Statement[]): Promise<void> => {
        for (const { sql, parameters } of last) write(sql, parameters);
        const committed = query('COMMIT');
        isOver = true;
        await committed;
        // PostgreSQL takes a commit after a failure for a rollback, and does not complain.
        if (failures.length > 0) throw failures[0];
      };
      try {
        write('START TRANSACTION');
        if (plans === 'KEPT') write(KEEP_PLANS, [FOR_ANY_VALUES]);
        if (owner !== undefined) write(STEP_BEHIND_WALL, [ownerBehindWall(owner)]);
        return await work({ query, write, commit });
      } catch (error) {
        isOver = true;
        await line.query('ROLLBACK').catch(() => undefined);
        throw isAftermath(error) ? failures[0] : error;
      }
    });
  }
}

/** A connection that is lent. */
type Line = Pick<ClientBase, 'query'>;

type Query = Transaction['query'];

/** How one transaction's statements are sent. Once it has been committed, or has failed, none is. */
interface Sending extends Pick<Transaction, 'query' | 'write'> {
  readonly commit: (last: readonly Statement[]) => Promise<void>;
}

function isAftermath(error: unknown): boolean {
  return (error as { readonly code?: unknown } | null)?.code === IN_FAILED_TRANSACTION;
}

/**
 * What statements that travel together are answered, once all of them are: none is still under way when this fails. One
 * that fails leaves the commit behind it nothing to keep.
 */
async function allOf<Answers extends readonly Promise<unknown>[]>(
  sent: readonly [...Answers],
): Promise<{ [Index in keyof Answers]: Awaited<Answers[Index]> }> {
  const answers = await Promise.allSettled(sent);
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  return Promise.all(sent);
}

/** One statement goes out together with what puts the wall up before it and takes it down again: one round trip. */
async function askBehindWall<Row>(
  line: Line,
  owner: string,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  const behind = [ownerBehindWall(owner)];
  const [, , rows] = await allOf([
    ask<never>(line, 'START TRANSACTION'),
    ask<never>(line, STEP_BEHIND_WALL, behind),
    ask<Row>(line, sql, parameters),
    ask<never>(line, 'COMMIT'),
  ]);
  return rows;
}

/** @throws QueryFailedError, whose stack leads to who asked instead of to the socket */
function ask<Row>(line: Line, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  return asSpan(sql, async () => {
    try {
      return (await line.query(sql, asParameters(parameters))).rows as Row[];
    } catch (error) {
      throw new QueryFailedError(sql, [], error as Error);
    }
  });
}
