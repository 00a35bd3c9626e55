import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/format';
import type { Pen } from './figures';

/** What figures of an account are written with. */
export function usePen(currency: string): Pen {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => ({
      format,
      currency,
      words: {
        won: (count) => t('statistics.won', { count, text: format.number(count) }),
        lost: (count) => t('statistics.lost', { count, text: format.number(count) }),
        even: (count) => t('statistics.even', { count, text: format.number(count) }),
        trades: (count) => t('statistics.trades', { count, text: format.number(count) }),
        buys: (count) => t('statistics.buys', { count, text: format.number(count) }),
        sells: (count) => t('statistics.sells', { count, text: format.number(count) }),
        recovered: (date) => t('statistics.recovered', { date }),
        notRecovered: t('statistics.notRecovered'),
        notChance: (probability) => t('statistics.notChance', { probability }),
        balance: t('figures.balance'),
        equity: t('figures.equity'),
        r: (r) => t('units.r', { r }),
        lots: (lots) => t('statistics.lots', { lots }),
      },
    }),
    [t, format, currency],
  );
}
