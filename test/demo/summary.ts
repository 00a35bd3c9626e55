import { Decimal } from 'decimal.js';
import { counted, type Progress } from './progress';
import { gainText, moneyText } from './words';

export interface Summary {
  readonly lines: readonly string[];
  /** Orders that a broker executed more than once. There must be none. */
  readonly doubles: number;
}

/** What the demo came to, in a few lines that a script can read as well. */
export function summarise(progress: Progress, seconds: number, seed: number): Summary {
  const orders = [...progress.orders.values()];
  const byStatus = (...statuses: string[]): number =>
    orders.filter(({ status }) => statuses.includes(status)).length;
  const rejected = counted(
    orders
      .filter(({ status }) => status === 'REJECTED')
      .map(({ retcode }) => String(retcode ?? 'by the terminal')),
  );
  const results = progress.desks.map((desk) => ({ ...desk, ...desk.seat.result() }));
  const doubles = results.flatMap((result) => result.doubles);
  const open =
    orders.length -
    byStatus('FILLED', 'PARTIALLY_FILLED', 'REJECTED', 'EXPIRED', 'CANCELLED', 'NOT_EXECUTED');
  return {
    doubles: doubles.length,
    lines: [
      `The demo traded for ${seconds.toFixed(0)} s with seed ${seed}.`,
      row(
        'signals',
        `${progress.signals.length} posted, ${progress.sentAgain} sent again, ${progress.recognised} recognised, ${progress.undecided().length} undecided`,
      ),
      row('orders', `${orders.length}, of them ${open} not finished`),
      row('fills', `${byStatus('FILLED')} whole, ${byStatus('PARTIALLY_FILLED')} partial`),
      row('refusals', listed(progress.refusals())),
      row('rejections', listed(rejected)),
      ...(progress.failures.length > 0 ? [row('failures', listed(counted(progress.failures)))] : []),
      ...results.map(({ seat, deposit, balance, equity }) =>
        row(
          'account',
          `${seat.number} balance ${moneyText(balance)}, equity ${moneyText(equity)} ${seat.currency} (${gainText(new Decimal(equity).minus(deposit).toNumber())})`,
        ),
      ),
      row('doubles', doubles.length === 0 ? '0' : `${doubles.length}: order ${doubles.join(', ')}`),
    ],
  };
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(11)} ${text}`;
}

function listed(counts: ReadonlyMap<string, number>): string {
  if (counts.size === 0) return 'none';
  return [...counts].map(([code, count]) => `${code} ${count}`).join(', ');
}
