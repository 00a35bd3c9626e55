import { NativeSelect, SegmentedControl } from '@mantine/core';
import { lazy, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../api/queries';
import { type Bucket, useCurve } from '../../api/statistics';
import { ChartCard, ChartSkeleton } from '../../charts/chart-card';
import { DataTable } from '../../design/data-table';
import { Card, Empty, Trouble } from '../../design/design';
import { useFormat } from '../../format/format';
import { useNow } from '../../format/now';
import { persistently } from '../../app/persistently';

const TimeChart = lazy(persistently(() => import('../../charts/time-chart')));

const HOUR_MS = 3_600_000;
const RANGES = {
  day: { lengthMs: 24 * HOUR_MS, resolution: '1m', bucketMs: 60_000 },
  week: { lengthMs: 7 * 24 * HOUR_MS, resolution: '1h', bucketMs: HOUR_MS },
  month: { lengthMs: 30 * 24 * HOUR_MS, resolution: '1h', bucketMs: HOUR_MS },
} as const;
type Range = keyof typeof RANGES;
/** The beginning of what is shown moves on this often. */
const STEP_MS = 10 * 60_000;

/** What an account was worth over the last day, week or month. */
export default function EquityCard({ accounts }: { readonly accounts: readonly Account[] }): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [range, setRange] = useState<Range>('day');
  const account = accounts.find(({ account_id: id }) => id === chosen) ?? accounts[0];
  if (!account) return null;
  const choices = (
    <>
      {accounts.length > 1 ? (
        <NativeSelect
          size="xs"
          aria-label={t('common.account')}
          value={account.account_id}
          onChange={(event) => {
            setChosen(event.currentTarget.value);
          }}
          data={accounts.map(({ account_id: value, account_number: label }) => ({ value, label }))}
        />
      ) : null}
      <SegmentedControl
        size="xs"
        aria-label={t('history.period')}
        value={range}
        onChange={(value) => {
          setRange(value);
        }}
        data={(Object.keys(RANGES) as Range[]).map((value) => ({
          value,
          label: t(`dashboard.ranges.${value}`),
        }))}
      />
    </>
  );
  return <EquityCurve key={account.account_id} account={account} range={range} choices={choices} />;
}

function EquityCurve(props: {
  readonly account: Account;
  readonly range: Range;
  readonly choices: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { account, range } = props;
  const { lengthMs, resolution } = RANGES[range];
  const now = Math.floor(useNow() / STEP_MS) * STEP_MS;
  const recorded = useCurve({
    account_id: account.account_id,
    resolution,
    from: new Date(now - lengthMs).toISOString(),
  });
  const { currency } = account;
  const drawn = useMemo(() => drawnOf(recorded.data ?? [], range), [recorded.data, range]);
  const lines = useMemo(
    () => [
      { label: t('figures.equity'), values: drawn.equity, colour: '--link', look: 'filled' as const },
      {
        label: t('figures.balance'),
        values: drawn.balance,
        colour: '--ink',
        look: 'dashed' as const,
        stepped: true,
      },
    ],
    [drawn, t],
  );
  const write = useMemo(() => (value: number) => format.money(value, currency), [format, currency]);
  const writeShort = useMemo(() => (value: number) => format.shortMoney(value, currency), [format, currency]);

  const title = t('dashboard.curve');
  if (recorded.error !== null) {
    return (
      <Card title={title}>
        <Trouble error={recorded.error} onRetry={() => void recorded.refetch()} />
      </Card>
    );
  }
  if (recorded.isPending) {
    return (
      <Card title={title} actions={props.choices}>
        <ChartSkeleton tall={false} />
      </Card>
    );
  }
  if (drawn.times.length < 2) {
    return (
      <Card title={title} actions={props.choices}>
        <Empty icon="pulse" title={t('dashboard.noCurve')} text={t('dashboard.noCurveText')} />
      </Card>
    );
  }
  return (
    <ChartCard
      title={title}
      actions={props.choices}
      note={<Link href={`/statistics?account=${account.account_id}`}>{t('dashboard.more')}</Link>}
      chart={
        <TimeChart
          times={drawn.times}
          lines={lines}
          write={write}
          writeShort={writeShort}
          text={t('dashboard.curveText', {
            from: format.money(drawn.equity[0], currency),
            to: format.money(drawn.equity.at(-1), currency),
          })}
        />
      }
      table={
        <DataTable
          caption={title}
          rows={drawn.times.map((time, index) => ({ time, index })).toReversed()}
          rowKey={({ time }) => String(time)}
          columns={[
            {
              key: 'time',
              header: t('history.time'),
              cell: ({ time }) => format.dayAndClock(new Date(time * 1000).toISOString()),
            },
            {
              key: 'equity',
              header: t('figures.equity'),
              align: 'right',
              cell: ({ index }) => format.money(drawn.equity[index], currency),
            },
            {
              key: 'balance',
              header: t('figures.balance'),
              align: 'right',
              cell: ({ index }) => format.money(drawn.balance[index], currency),
            },
          ]}
        />
      }
    />
  );
}

function drawnOf(
  buckets: readonly Bucket[],
  range: Range,
): { readonly times: number[]; readonly equity: number[]; readonly balance: number[] } {
  const { bucketMs } = RANGES[range];
  return {
    times: buckets.map(({ time }) => (Date.parse(time) + bucketMs) / 1000),
    equity: buckets.map(({ equity }) => equity.last),
    balance: buckets.map(({ balance }) => balance.last),
  };
}
