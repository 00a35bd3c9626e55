import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Deal } from '../../api/queries';
import { type Column, DataTable } from '../../design/data-table';
import { Gain } from '../../design/design';
import { useFormat } from '../../format/format';
import { isTrade } from '../dashboard/today';
import { digitsOf } from '../signals/signal-list';
import { useAccountColumn } from './account-column';
import { useReasons } from './reasons';

/** Deals as the broker booked them, the last one first. */
export function DealsTable(props: {
  readonly deals: readonly Deal[];
  readonly accounts: readonly Account[];
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReasons();
  const { currencyOf, accountColumn } = useAccountColumn<Deal>(props.accounts);
  const digits = digitsBySymbol(props.deals);
  const kinds: Readonly<Record<string, string>> = t('history.kinds', { returnObjects: true });
  const columns: Column<Deal>[] = [
    { key: 'time', header: t('history.time'), cell: (deal) => format.dateTime(deal.time) },
    {
      key: 'what',
      header: t('history.what'),
      cell: (deal) =>
        isTrade(deal)
          ? `${t(`history.entry.${deal.entry}`)} · ${deal.symbol ?? ''}`
          : deal.type === 'BALANCE'
            ? t(deal.profit < 0 ? 'history.withdrawal' : 'history.deposit')
            : (kinds[deal.type] ?? deal.type),
    },
    {
      key: 'side',
      header: t('history.side'),
      cell: (deal) => (deal.type === 'BUY' || deal.type === 'SELL' ? t(`positions.side.${deal.type}`) : '–'),
    },
    {
      key: 'volume',
      header: t('history.lots'),
      align: 'right',
      cell: (deal) => (isTrade(deal) ? format.lots(deal.volume) : '–'),
    },
    {
      key: 'price',
      header: t('history.price'),
      align: 'right',
      cell: (deal) => (isTrade(deal) ? format.price(deal.price, digits.get(deal.symbol)) : '–'),
    },
    {
      key: 'charges',
      header: t('history.charges'),
      align: 'right',
      cell: (deal) =>
        isTrade(deal) ? format.gain(deal.commission + deal.swap + deal.fee, currencyOf(deal)) : '–',
    },
    {
      key: 'result',
      header: t('history.result'),
      align: 'right',
      cell: (deal) => {
        if (isTrade(deal) && deal.entry === 'IN') return '–';
        // What was paid in or out is nobody's gain or loss.
        return isTrade(deal) ? (
          <Gain amount={deal.profit} currency={currencyOf(deal)} />
        ) : (
          format.gain(deal.profit, currencyOf(deal))
        );
      },
    },
    { key: 'reason', header: t('history.reason'), cell: ({ reason }) => reasonOf(reason) },
    ...accountColumn,
  ];
  return (
    <DataTable
      caption={t('history.deals')}
      columns={columns}
      rows={props.deals}
      rowKey={({ account_id: account, ticket }) => `${account} ${ticket}`}
    />
  );
}

/** Prices of one symbol line up under each other. */
function digitsBySymbol(deals: readonly Deal[]): ReadonlyMap<string | null, number> {
  const digits = new Map<string | null, number>();
  for (const { symbol, price } of deals)
    digits.set(symbol, Math.max(digits.get(symbol) ?? 2, digitsOf(price)));
  return digits;
}
