import { lazy, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/queries';
import { type Bucket, type Day, type Period, type Resolution, useCurve } from '../../api/statistics';
import { ChartCard, ChartSkeleton } from '../../charts/chart-card';
import { DataTable } from '../../design/data-table';
import { Card, Gain, Trouble } from '../../design/design';
import { useFormat } from '../../format/format';
import { useNow } from '../../format/now';
import { curveOf, flowsOf, resultsOf, underwaterOf } from './curve';
import { persistently } from '../../app/persistently';

const TimeChart = lazy(persistently(() => import('../../charts/time-chart')));

const DAY_MS = 86_400_000;
const SECONDS = { '1m': 60, '1h': 3_600, '1d': 86_400 } as const satisfies Record<Resolution, number>;
/** So many days are drawn by the minute, and by the hour. */
const DAYS_BY_MINUTE = 2;
const DAYS_BY_HOUR = 60;
/** The end of the curve moves on this often. */
const STEP_SECONDS = 60;
const NO_BUCKETS: readonly Bucket[] = [];

interface CurveProps {
  readonly account: Account;
  readonly period: Period;
  readonly days: readonly Day[];
}

/** The curve of the account, and how far it lay below its peaks; of one symbol, the sum of its results. */
export function CurveCards(props: CurveProps): ReactNode {
  return props.period.symbol === undefined ? <AccountCurve {...props} /> : <SymbolCurve {...props} />;
}

function useEnd(): number {
  return Math.floor(useNow() / 1000 / STEP_SECONDS) * STEP_SECONDS;
}

function AccountCurve({ account, period, days }: CurveProps): ReactNode {
  const { t } = useTranslation();
  const now = useEnd();
  const resolution = resolutionOf(period, days, now);
  const recorded = useCurve({
    account_id: account.account_id,
    resolution,
    ...(period.from !== undefined && { from: `${period.from}T00:00:00Z` }),
    ...(period.to !== undefined && { to: new Date(Date.parse(period.to) + DAY_MS).toISOString() }),
  });
  const buckets = recorded.data ?? NO_BUCKETS;
  const curve = useMemo(
    () => curveOf(days, buckets, SECONDS[resolution], now),
    [days, buckets, resolution, now],
  );
  if (recorded.error !== null) {
    return <Trouble error={recorded.error} onRetry={() => void recorded.refetch()} />;
  }
  if (recorded.isPending) {
    return (
      <Card title={t('statistics.curve.title')}>
        <ChartSkeleton tall />
      </Card>
    );
  }
  const daily = resolution === '1d';
  return (
    <>
      <BalanceAndEquity curve={curve} days={days} currency={account.currency} daily={daily} />
      <BelowPeak curve={curve} days={days} daily={daily} />
    </>
  );
}

function resolutionOf(period: Period, days: readonly Day[], now: number): Resolution {
  const first = period.from ?? days[0]?.day;
  if (first === undefined) return '1h';
  const last = period.to === undefined ? now * 1000 : Date.parse(period.to) + DAY_MS;
  const length = (last - Date.parse(first)) / DAY_MS;
  if (length <= DAYS_BY_MINUTE) return '1m';
  return length <= DAYS_BY_HOUR ? '1h' : '1d';
}

interface Drawn {
  readonly curve: ReturnType<typeof curveOf>;
  readonly days: readonly Day[];
  readonly daily: boolean;
}

function BalanceAndEquity(props: Drawn & { readonly currency: string }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { curve, days, currency } = props;
  const flows = useMemo(() => flowsOf(days), [days]);
  const lines = useMemo(
    () => [
      { label: t('figures.equity'), values: curve.equity, colour: '--link', look: 'filled' as const },
      {
        label: t('figures.balance'),
        values: curve.balance,
        colour: '--ink',
        look: 'dashed' as const,
        stepped: true,
      },
    ],
    [curve, t],
  );
  const marks = useMemo(() => flows.map(({ time, amount }) => ({ time, up: amount > 0 })), [flows]);
  const write = useMemo(() => (value: number) => format.money(value, currency), [format, currency]);
  const writeShort = useMemo(() => (value: number) => format.shortMoney(value, currency), [format, currency]);
  const last = curve.balance.findLast((value) => value !== null) ?? null;
  const lastEquity = curve.equity.findLast((value) => value !== null) ?? null;
  const rows = curve.times.map((time, index) => ({ time, index })).toReversed();
  const flowBetween = (index: number): number =>
    flows
      .filter(({ time }) => time <= (curve.times[index] ?? 0) && time > (curve.times[index - 1] ?? -Infinity))
      .reduce((sum, { amount }) => sum + amount, 0);
  return (
    <ChartCard
      tall
      title={t('statistics.curve.title')}
      note={
        <>
          {flows.length > 0 ? `${t('statistics.curve.marks', { count: flows.length })} ` : ''}
          {lastEquity === null ? t('statistics.curve.noEquity') : t('statistics.curve.note')}
        </>
      }
      chart={
        <TimeChart
          tall
          times={curve.times}
          lines={lines}
          marks={marks}
          write={write}
          writeShort={writeShort}
          daily={props.daily}
          text={t('statistics.curve.said', {
            balance: format.money(last, currency),
            equity: format.money(lastEquity, currency),
            count: flows.length,
          })}
        />
      }
      table={
        <DataTable
          caption={t('statistics.curve.title')}
          rows={rows}
          rowKey={({ time }) => String(time)}
          columns={[
            {
              key: 'time',
              header: t(props.daily ? 'history.day' : 'history.time'),
              cell: ({ time }) => momentOf(time, props.daily, format),
            },
            {
              key: 'balance',
              header: t('figures.balance'),
              align: 'right',
              cell: ({ index }) => format.money(curve.balance[index], currency),
            },
            {
              key: 'equity',
              header: t('figures.equity'),
              align: 'right',
              cell: ({ index }) => format.money(curve.equity[index], currency),
            },
            {
              key: 'flow',
              header: t('statistics.curve.flow'),
              align: 'right',
              cell: ({ index }) => {
                const flow = flowBetween(index);
                return flow === 0 ? '–' : format.gain(flow, currency);
              },
            },
          ]}
        />
      }
    />
  );
}

function BelowPeak({ curve, days, daily }: Drawn): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const depths = useMemo(() => underwaterOf(curve, flowsOf(days)), [curve, days]);
  const lines = useMemo(
    () => [
      { label: t('figures.equity'), values: depths.equity, colour: '--loss', look: 'filled' as const },
      { label: t('figures.balance'), values: depths.balance, colour: '--ink', look: 'dashed' as const },
    ],
    [depths, t],
  );
  const write = useMemo(() => (part: number) => `${format.signed(part * 100, 2)}\u202F%`, [format]);
  const writeShort = useMemo(() => (part: number) => format.percent(part * 100, 2), [format]);
  const lowest = (values: readonly (number | null)[]): string =>
    write(Math.min(0, ...values.map((value) => value ?? 0)));
  const rows = depths.times.map((time, index) => ({ time, index })).toReversed();
  const cell = (part: number | null | undefined): string =>
    part === null || part === undefined ? '–' : write(part);
  return (
    <ChartCard
      title={t('statistics.underwater.title')}
      note={t(daily ? 'statistics.underwater.daily' : 'statistics.underwater.note')}
      chart={
        <TimeChart
          times={depths.times}
          lines={lines}
          write={write}
          writeShort={writeShort}
          daily={daily}
          text={t('statistics.underwater.said', {
            balance: lowest(depths.balance),
            equity: lowest(depths.equity),
          })}
        />
      }
      table={
        <DataTable
          caption={t('statistics.underwater.title')}
          rows={rows}
          rowKey={({ time }) => String(time)}
          columns={[
            {
              key: 'time',
              header: t(daily ? 'history.day' : 'history.time'),
              cell: ({ time }) => momentOf(time, daily, format),
            },
            {
              key: 'balance',
              header: t('figures.balance'),
              align: 'right',
              cell: ({ index }) => cell(depths.balance[index]),
            },
            {
              key: 'equity',
              header: t('figures.equity'),
              align: 'right',
              cell: ({ index }) => cell(depths.equity[index]),
            },
          ]}
        />
      }
    />
  );
}

/** A day is told by its name: its value stands at its end, which is the next one's beginning. */
function momentOf(time: number, daily: boolean, format: ReturnType<typeof useFormat>): string {
  return daily
    ? format.dayName(new Date((time - 1) * 1000).toISOString().slice(0, 10))
    : format.dayAndClock(new Date(time * 1000).toISOString());
}

function SymbolCurve({ account, period, days }: CurveProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useEnd();
  const { currency } = account;
  const results = useMemo(() => resultsOf(days, now), [days, now]);
  const lines = useMemo(
    () => [
      {
        label: t('history.total'),
        values: results.totals,
        colour: '--link',
        look: 'filled' as const,
        stepped: true,
      },
    ],
    [results, t],
  );
  const write = useMemo(() => (value: number) => format.gain(value, currency), [format, currency]);
  const writeShort = useMemo(() => (value: number) => format.shortMoney(value, currency), [format, currency]);
  const title = t('statistics.symbolCurve.title', { symbol: period.symbol ?? '' });
  return (
    <ChartCard
      tall
      title={title}
      note={t('statistics.symbolCurve.note')}
      chart={
        <TimeChart
          tall
          daily
          times={results.times}
          lines={lines}
          write={write}
          writeShort={writeShort}
          text={t('statistics.symbolCurve.said', {
            count: days.length,
            total: write(results.totals.at(-1) ?? 0),
          })}
        />
      }
      table={
        <DataTable
          caption={title}
          rows={days.toReversed()}
          rowKey={({ day }) => day}
          columns={[
            { key: 'day', header: t('history.day'), cell: ({ day }) => format.dayName(day) },
            { key: 'trades', header: t('history.closed'), align: 'right', cell: ({ trades }) => trades },
            {
              key: 'result',
              header: t('history.net'),
              align: 'right',
              cell: ({ profit }) => <Gain amount={profit} currency={currency} />,
            },
          ]}
        />
      }
    />
  );
}
