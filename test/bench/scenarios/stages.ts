import { type ServerUnderTest } from '../server/server-under-test';

const SUM = /^rubi_signal_stage_duration_seconds_(sum|count)\{stage="(\w+)"\} ([\d.e+-]+)$/gm;

/** Sums and counts of the server's own histogram, by stage. */
export type StageSums = Readonly<Record<string, { readonly sum: number; readonly count: number }>>;
/** Mean milliseconds from the receipt of a signal to each stage. */
export type Stages = Readonly<Record<string, number>>;

export async function stagesOf({ url }: ServerUnderTest): Promise<StageSums> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const sums: Record<string, { sum: number; count: number }> = {};
  for (const [, part, stage = '', value] of text.matchAll(SUM)) {
    const known = (sums[stage] ??= { sum: 0, count: 0 });
    known[part as 'sum' | 'count'] = Number(value);
  }
  return sums;
}

export function stagesSince(before: StageSums, after: StageSums): Stages {
  return Object.fromEntries(
    Object.entries(after).map(([stage, { sum, count }]) => {
      const first = before[stage] ?? { sum: 0, count: 0 };
      return [stage, ((sum - first.sum) / Math.max(1, count - first.count)) * 1000];
    }),
  );
}
