import { SegmentedControl } from '@mantine/core';
import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../design/design';
import styles from './charts.module.css';

/** A chart, and a table of the same numbers for those who would rather read them. */
export function ChartCard(props: {
  readonly title: string;
  /** What is drawn, and how it was reckoned. */
  readonly note?: ReactNode;
  readonly chart: ReactNode;
  readonly table: ReactNode;
  readonly actions?: ReactNode;
  readonly tall?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const [view, setView] = useState('chart');
  return (
    <Card
      title={props.title}
      flush={view === 'table'}
      actions={
        <div className={styles['actions']}>
          {props.actions}
          <SegmentedControl
            size="xs"
            aria-label={t('charts.view', { chart: props.title })}
            value={view}
            onChange={setView}
            data={[
              { value: 'chart', label: t('charts.asChart') },
              { value: 'table', label: t('charts.asTable') },
            ]}
          />
        </div>
      }
    >
      {view === 'chart' ? (
        <Suspense fallback={<ChartSkeleton tall={props.tall === true} />}>{props.chart}</Suspense>
      ) : (
        <div className={styles['table']}>{props.table}</div>
      )}
      {props.note === undefined || view === 'table' ? null : <p className={styles['note']}>{props.note}</p>}
    </Card>
  );
}

/** Where a chart will be. */
export function ChartSkeleton({ tall }: { readonly tall: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <div role="status">
      <span className="visually-hidden">{t('common.loading')}</span>
      <div className={styles['readout']} />
      <div className={`${styles['skeleton'] ?? ''} ${styles[tall ? 'tall' : 'low'] ?? ''}`} />
    </div>
  );
}
