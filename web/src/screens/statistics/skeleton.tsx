import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartSkeleton } from '../../charts/chart-card';
import { Card } from '../../design/design';
import styles from './statistics.module.css';

/** The screen before its figures are known, in the shape that it will have. */
export function StatisticsSkeleton(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles['page']}>
      <Card title={t('statistics.curve.title')}>
        <ChartSkeleton tall />
      </Card>
      <Card title={t('statistics.underwater.title')}>
        <ChartSkeleton tall={false} />
      </Card>
    </div>
  );
}
