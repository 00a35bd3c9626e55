import { SegmentedControl } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deal } from '../../api/queries';
import { DataTable } from '../../design/data-table';
import { Card, Gain } from '../../design/design';
import { useFormat } from '../../format/format';
import styles from './history.module.css';
import { byDay } from './trades';

const ResultChart = lazy(() => import('./result-chart'));

/** The closed result day by day, as a curve or as a table of the same numbers. */
export function ResultCard(props: { readonly deals: readonly Deal[]; readonly currency: string }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const [view, setView] = useState('chart');
  const days = useMemo(() => byDay(props.deals, (instant) => format.dayOf(instant)), [props.deals, format]);
  const { currency } = props;
  if (days.length === 0) return null;
  return (
    <Card
      title={t('history.curve')}
      flush={view === 'table'}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('history.view')}
          value={view}
          onChange={setView}
          data={[
            { value: 'chart', label: t('history.asChart') },
            { value: 'table', label: t('history.asTable') },
          ]}
        />
      }
    >
      {view === 'chart' ? (
        <Suspense fallback={<div className={styles['chart']} />}>
          <ResultChart deals={props.deals} days={days.length} currency={currency} />
        </Suspense>
      ) : (
        <DataTable
          caption={t('history.curve')}
          rows={days.toReversed()}
          rowKey={({ day }) => day}
          columns={[
            { key: 'day', header: t('history.day'), cell: ({ day }) => format.date(`${day}T12:00:00Z`) },
            { key: 'trades', header: t('history.closed'), align: 'right', cell: ({ trades }) => trades },
            {
              key: 'result',
              header: t('history.result'),
              align: 'right',
              cell: ({ result }) => <Gain amount={result} currency={currency} />,
            },
            {
              key: 'total',
              header: t('history.total'),
              align: 'right',
              cell: ({ total }) => <Gain amount={total} currency={currency} />,
            },
          ]}
        />
      )}
    </Card>
  );
}
