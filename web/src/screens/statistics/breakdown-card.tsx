import { NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Breakdown, type Group, type Period, useBreakdown } from '../../api/statistics';
import { ChartCard } from '../../charts/chart-card';
import { Bar, Columns } from '../../charts/columns';
import { type Column, DataTable } from '../../design/data-table';
import { Card, Gain, Trouble } from '../../design/design';
import { useFormat } from '../../format/format';
import { ChartSkeleton } from '../../charts/chart-card';
import styles from './statistics.module.css';

type By = Exclude<Breakdown['by'], 'month'>;
type Clock = Breakdown['clock'];

const DIMENSIONS = [
  'symbol',
  'side',
  'hour',
  'weekday',
  'strategy',
  'source',
  'close_reason',
] as const satisfies readonly By[];
/** Those that follow each other in time: they are drawn. */
const IN_TIME = { hour: 24, weekday: 7 } as const;
const LABELLED_HOURS = 4;

/** Where the result comes from. */
export function BreakdownCard({
  period,
  currency,
}: {
  readonly period: Period;
  readonly currency: string;
}): ReactNode {
  const { t } = useTranslation();
  const [by, setBy] = useState<By>('symbol');
  const [clock, setClock] = useState<Clock>('utc');
  const groups = useBreakdown(period, by, clock);
  const isInTime = by === 'hour' || by === 'weekday';
  const choices = (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('statistics.breakdown.by')}
        value={by}
        onChange={(event) => {
          setBy(event.currentTarget.value as By);
        }}
        data={DIMENSIONS.map((one) => ({ value: one, label: t(`statistics.breakdown.dimensions.${one}`) }))}
      />
      {isInTime ? (
        <NativeSelect
          size="xs"
          aria-label={t('statistics.breakdown.clock')}
          value={clock}
          onChange={(event) => {
            setClock(event.currentTarget.value as Clock);
          }}
          data={(['utc', 'broker'] as const).map((one) => ({
            value: one,
            label: t(`statistics.breakdown.clocks.${one}`),
          }))}
        />
      ) : null}
    </>
  );
  const title = t('statistics.breakdown.title');
  if (groups.error !== null || !groups.data) {
    return (
      <Card title={title} actions={choices}>
        {groups.error === null ? (
          <ChartSkeleton tall={false} />
        ) : (
          <Trouble error={groups.error} onRetry={() => void groups.refetch()} />
        )}
      </Card>
    );
  }
  const table = <GroupTable groups={groups.data} by={by} currency={currency} />;
  if (!isInTime) {
    return (
      <Card title={title} actions={<div className={styles['choices']}>{choices}</div>} flush>
        {table}
      </Card>
    );
  }
  return (
    <ChartCard
      title={title}
      actions={choices}
      note={t('statistics.breakdown.opened')}
      chart={<GroupColumns groups={groups.data} by={by} currency={currency} />}
      table={table}
    />
  );
}

/** Its trades were opened by hand, or the broker did not say. */
function useNames(by: By): (key: string | null) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const words: Readonly<Record<string, string>> = {
    ...(by === 'side' && { BUY: t('positions.side.BUY'), SELL: t('positions.side.SELL') }),
    ...(by === 'close_reason' && t('history.reasons', { returnObjects: true })),
    ...(by === 'source' && t('statistics.breakdown.sources', { returnObjects: true })),
  };
  return (key) => {
    if (key === null) return t(`statistics.breakdown.none.${by === 'close_reason' ? 'reason' : 'origin'}`);
    if (by === 'weekday') return format.weekdayName(Number(key));
    if (by === 'hour') return `${key}:00`;
    return words[key] ?? key;
  };
}

interface Shown {
  readonly groups: readonly Group[];
  readonly by: By;
  readonly currency: string;
}

function GroupTable({ groups, by, currency }: Shown): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNames(by);
  const most = Math.max(...groups.map(({ profit }) => Math.abs(profit)));
  const isInTime = by === 'hour' || by === 'weekday';
  const rows = isInTime ? groups : groups.toSorted((a, b) => b.profit - a.profit);
  const columns: Column<Group>[] = [
    { key: 'name', header: t(`statistics.breakdown.dimensions.${by}`), cell: ({ key }) => nameOf(key) },
    {
      key: 'profit',
      header: t('history.net'),
      align: 'right',
      cell: ({ profit }) => (
        <span className={styles['barred']}>
          <Bar value={profit} most={most} />
          <Gain amount={profit} currency={currency} />
        </span>
      ),
      phone: 'wide',
    },
    {
      key: 'trades',
      header: t('history.trades'),
      align: 'right',
      cell: ({ trades }) => format.number(trades),
    },
    {
      key: 'won',
      header: t('history.won'),
      align: 'right',
      cell: ({ win_rate: rate }) => (rate === null ? '–' : format.percent(rate * 100, 0)),
    },
    {
      key: 'factor',
      header: t('statistics.breakdown.factor'),
      align: 'right',
      cell: ({ profit_factor: factor }) => decimals(factor, format),
    },
    {
      key: 'r',
      header: t('statistics.breakdown.averageR'),
      align: 'right',
      cell: ({ average_r: r }) => (r === null ? '–' : t('units.r', { r: format.signed(r, 2) })),
    },
  ];
  return (
    <DataTable
      caption={`${t('statistics.breakdown.title')}: ${t(`statistics.breakdown.dimensions.${by}`)}`}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key ?? ''}
    />
  );
}

function GroupColumns({ groups, by, currency }: Shown): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNames(by);
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const keys =
    by === 'hour'
      ? Array.from({ length: IN_TIME.hour }, (_, hour) => String(hour).padStart(2, '0'))
      : Array.from({ length: IN_TIME.weekday }, (_, day) => String(day + 1)).filter(
          (key, index) => index < 5 || byKey.has(key),
        );
  const columns = keys.map((key, index) => {
    const group = byKey.get(key);
    return {
      key,
      label: by === 'hour' ? (index % LABELLED_HOURS === 0 ? key : '') : nameOf(key),
      value: group?.profit ?? 0,
      tone: (group?.profit ?? 0) < 0 ? ('loss' as const) : ('gain' as const),
      reading: (
        <>
          <span className="quiet">{nameOf(key)}</span>
          <Gain amount={group?.profit ?? 0} currency={currency} />
          <span>
            {t('statistics.trades', {
              count: group?.trades ?? 0,
              text: format.number(group?.trades ?? 0),
            })}
          </span>
        </>
      ),
    };
  });
  const best = groups.toSorted((a, b) => b.profit - a.profit);
  return (
    <Columns
      columns={columns}
      idle={<span className="quiet">{t('statistics.breakdown.idle')}</span>}
      text={t('statistics.breakdown.said', {
        best: nameOf(best[0]?.key ?? null),
        most: format.gain(best[0]?.profit, currency),
        worst: nameOf(best.at(-1)?.key ?? null),
        least: format.gain(best.at(-1)?.profit, currency),
      })}
    />
  );
}

function decimals(value: number | null, format: ReturnType<typeof useFormat>): string {
  return value === null ? '–' : format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
