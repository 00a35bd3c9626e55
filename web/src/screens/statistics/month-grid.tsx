import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../api/statistics';
import { Card, classes } from '../../design/design';
import { useFormat } from '../../format/format';
import { type MonthResult, yearsOf } from './months';
import styles from './statistics.module.css';

/** Where months are of this size, cents are left out. */
const MANY = 1_000;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** What each month brought, year under year. */
export function MonthGrid({
  days,
  currency,
}: {
  readonly days: readonly Day[];
  readonly currency: string;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const years = useMemo(() => yearsOf(days), [days]);
  const most = Math.max(
    ...years.flatMap(({ months }) => months.map((month) => Math.abs(month?.profit ?? 0))),
  );
  return (
    <Card title={t('statistics.months.title')}>
      <div className={styles['monthScroller']}>
        <table className={styles['months']} role="table">
          <caption className="visually-hidden">{t('statistics.months.title')}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                {t('statistics.months.year')}
              </th>
              {MONTHS.map((month) => (
                <th key={month} scope="col" role="columnheader">
                  {format.monthName(month)}
                </th>
              ))}
              <th scope="col" role="columnheader">
                {t('statistics.months.total')}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {years.map(({ year, months, total }) => (
              <tr key={year} role="row">
                <th scope="row" role="rowheader">
                  {year}
                </th>
                {MONTHS.map((month) => (
                  <MonthCell
                    key={month}
                    label={format.monthName(month)}
                    result={months[month - 1] ?? null}
                    most={most}
                    currency={currency}
                  />
                ))}
                <MonthCell
                  label={t('statistics.months.total')}
                  result={total}
                  most={most}
                  currency={currency}
                  isTotal
                />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles['range']}>
        {t(days.some(({ balance }) => balance) ? 'statistics.months.note' : 'statistics.months.noteSymbol')}
      </p>
    </Card>
  );
}

function MonthCell(props: {
  readonly label: string;
  readonly result: MonthResult | null;
  readonly most: number;
  readonly currency: string;
  readonly isTotal?: boolean;
}): ReactNode {
  const format = useFormat();
  const { result, most } = props;
  const isEmpty = result === null || result.trades === 0;
  const tone = isEmpty || result.profit === 0 ? undefined : result.profit > 0 ? 'gain' : 'loss';
  const strength = isEmpty || most === 0 ? 0 : Math.abs(result.profit) / most;
  return (
    <td
      role="cell"
      data-label={props.label}
      className={classes(props.isTotal === true && styles['yearTotal'], isEmpty && styles['emptyMonth'])}
      style={
        tone && props.isTotal !== true
          ? {
              background: `color-mix(in srgb, var(--${tone}) ${Math.round(4 + strength * 10)}%, transparent)`,
            }
          : undefined
      }
    >
      {isEmpty ? (
        <span className="quiet">–</span>
      ) : (
        <>
          <span className={classes(styles['monthMoney'], props.isTotal === true && tone && styles[tone])}>
            {most >= MANY
              ? format.wholeGain(result.profit, props.currency)
              : format.gain(result.profit, props.currency)}
          </span>
          {result.part === null ? null : (
            <span className={styles['monthPart']}>{format.signed(result.part * 100, 1)} %</span>
          )}
        </>
      )}
    </td>
  );
}
