import { type DataSource } from 'typeorm';

/** A step of what PostgreSQL does for a statement; what was done is there if it was run. */
export interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Loops'?: number;
  readonly 'Actual Rows'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Plan[];
}

interface Explaining {
  /** `EXPLAIN`'s own, such as `ANALYZE`. */
  readonly how?: 'ANALYZE' | 'GENERIC_PLAN';
  readonly values?: readonly unknown[];
  /** Statements without parameters that come first, such as who is asking. */
  readonly before?: readonly string[];
}

/** How PostgreSQL answers a statement, in a transaction that is rolled back: one that is run leaves no trace. */
export async function planOf(
  dataSource: DataSource,
  text: string,
  { how, values = [], before = [] }: Explaining = {},
): Promise<Plan> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  await runner.startTransaction();
  try {
    for (const statement of before) await runner.query(statement);
    const options = [...(how ? [how] : []), 'FORMAT JSON'].join(', ');
    const explained = (await runner.query(`EXPLAIN (${options}) ${text}`, [...values])) as {
      'QUERY PLAN': { Plan: Plan }[];
    }[];
    const plan = explained[0]?.['QUERY PLAN'][0]?.Plan;
    if (!plan) throw new Error(`There is no plan for ${text}`);
    return plan;
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Every step that did something, or is to do it; what is planned and never run costs nothing. */
export function nodesIn(plan: Plan): Plan[] {
  if (plan['Actual Loops'] === 0) return [];
  return [plan, ...(plan.Plans ?? []).flatMap(nodesIn)];
}
