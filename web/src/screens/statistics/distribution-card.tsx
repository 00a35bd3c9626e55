import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Period, useTrades } from '../../api/statistics';
import { ChartCard, ChartSkeleton } from '../../charts/chart-card';
import { Columns } from '../../charts/columns';
import { DataTable } from '../../design/data-table';
import { Card, Empty, Trouble } from '../../design/design';
import { useFormat } from '../../format/format';
import { type Bin, distributionOf } from './distribution';

const DAY_MS = 86_400_000;
/** Fewer results than this have no shape. */
const LEAST = 10;
/** So many of the last trades are looked at: more would not change the picture. */
const MOST = 2_000;
const EVERY_LABEL = 4;

type Unit = 'money' | 'r';

/** How often results fell where, in money or in units of the planned risk. */
export function DistributionCard(props: {
  readonly period: Period;
  readonly currency: string;
  readonly trades: number;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const [unit, setUnit] = useState<Unit>('money');
  const { account_id: accountId, symbol, from, to } = props.period;
  const trades = useTrades({
    account_id: accountId,
    ...(symbol !== undefined && { symbol }),
    ...(from !== undefined && { from: `${from}T00:00:00Z` }),
    ...(to !== undefined && { to: new Date(Date.parse(to) + DAY_MS).toISOString() }),
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = trades;
  const loaded = data?.length ?? 0;
  const wantsMore = hasNextPage && !isFetching && loaded < MOST;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);
  const results = useMemo(
    () =>
      (data ?? []).flatMap(({ net, r_multiple: r }) => (unit === 'money' ? [net] : r === null ? [] : [r])),
    [data, unit],
  );
  const bins = useMemo(() => distributionOf(results), [results]);

  const title = t('statistics.distribution.title');
  const units = (
    <SegmentedControl
      size="xs"
      aria-label={t('statistics.distribution.unit')}
      value={unit}
      onChange={(value) => {
        setUnit(value);
      }}
      data={[
        { value: 'money', label: props.currency },
        { value: 'r', label: 'R' },
      ]}
    />
  );
  if (trades.error !== null) {
    return (
      <Card title={title}>
        <Trouble error={trades.error} onRetry={() => void trades.refetch()} />
      </Card>
    );
  }
  if (!data) {
    return (
      <Card title={title} actions={units}>
        <ChartSkeleton tall={false} />
      </Card>
    );
  }
  if (results.length < LEAST) {
    return (
      <Card title={title} actions={units}>
        <Empty
          icon="statistics"
          title={t('statistics.distribution.few', { needs: LEAST, has: results.length })}
          text={t(unit === 'r' ? 'statistics.distribution.fewR' : 'statistics.distribution.fewText')}
        />
      </Card>
    );
  }
  const write = (value: number): string =>
    unit === 'money' ? format.shortMoney(value, props.currency) : t('units.r', { r: format.number(value) });
  const nameOf = ({ from: low, to: high }: Bin): string => {
    if (low === null) return t('statistics.distribution.below', { value: write(high ?? 0) });
    if (high === null) return t('statistics.distribution.above', { value: write(low) });
    return t('statistics.distribution.between', { from: write(low), to: write(high) });
  };
  const countOf = (count: number): string => t('statistics.trades', { count, text: format.number(count) });
  const partOf = (count: number): string => format.percent((count / results.length) * 100);
  const middle = bins.findIndex(({ from: low }) => low === 0);
  const mode = bins.reduce((most, bin) => (bin.count > most.count ? bin : most));
  return (
    <ChartCard
      title={title}
      actions={units}
      note={
        props.trades > loaded
          ? t('statistics.distribution.last', { count: loaded, text: format.number(loaded) })
          : unit === 'r' && results.length < loaded
            ? t('statistics.distribution.withR', { text: format.number(results.length) })
            : undefined
      }
      chart={
        <Columns
          columns={bins.map((bin, index) => ({
            key: String(index),
            label: (index - middle) % EVERY_LABEL === 0 ? write(bin.from ?? bin.to ?? 0) : '',
            value: bin.count,
            tone: (bin.to ?? 1) <= 0 ? 'loss' : 'gain',
            reading: (
              <>
                <span className="quiet">{nameOf(bin)}</span>
                <b>{countOf(bin.count)}</b>
                <span>{partOf(bin.count)}</span>
              </>
            ),
          }))}
          idle={<span className="quiet">{t('statistics.distribution.idle')}</span>}
          text={t('statistics.distribution.said', {
            text: format.number(results.length),
            range: nameOf(mode),
          })}
        />
      }
      table={
        <DataTable
          caption={title}
          rows={bins}
          rowKey={nameOf}
          columns={[
            { key: 'range', header: t('history.result'), cell: nameOf },
            {
              key: 'trades',
              header: t('history.closed'),
              align: 'right',
              cell: ({ count }) => format.number(count),
            },
            {
              key: 'part',
              header: t('statistics.distribution.part'),
              align: 'right',
              cell: ({ count }) => partOf(count),
            },
          ]}
        />
      }
    />
  );
}
