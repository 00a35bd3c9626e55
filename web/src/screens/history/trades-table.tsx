import { type ReactNode } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../api/queries';
import type { Trade } from '../../api/statistics';
import { type Column, DataTable } from '../../design/data-table';
import { Gain } from '../../design/design';
import { useFormat } from '../../format/format';
import { pipOf, pipsOf } from '../positions/pips';
import { digitsOf } from '../signals/signal-list';
import { useAccountColumn } from './account-column';
import styles from './history.module.css';
import { useReasons } from './reasons';

/** Closed trades, the last one first. */
export function TradesTable(props: {
  readonly trades: readonly Trade[];
  readonly accounts: readonly Account[];
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReasons();
  const { currencyOf, accountColumn } = useAccountColumn<Trade>(props.accounts);
  const columns: Column<Trade>[] = [
    {
      key: 'trade',
      header: t('history.trade'),
      cell: (trade) => (
        <span className={styles['two']}>
          <span>{trade.symbol}</span>
          <span className={styles['second']}>
            {t(`positions.side.${trade.type}`)} {format.lots(trade.volume)}{' '}
            {t('units.lots', { count: trade.volume })}
          </span>
        </span>
      ),
    },
    {
      key: 'closed',
      header: t('history.closedAt'),
      cell: (trade) => (
        <span className={styles['two']}>
          <span>{format.dateTime(trade.close_time)}</span>
          <span className={styles['second']}>
            {trade.holding_ms === null ? '' : t('history.after', { span: format.span(trade.holding_ms) })}
          </span>
        </span>
      ),
    },
    {
      key: 'net',
      header: t('history.net'),
      align: 'right',
      cell: (trade) => (
        <span className={styles['two']}>
          <Gain amount={trade.net} currency={currencyOf(trade)} />
          <span className={styles['second']}>{distanceOf(trade, t, format)}</span>
        </span>
      ),
    },
    {
      key: 'prices',
      header: t('history.prices'),
      align: 'right',
      cell: (trade) => {
        const digits = digitsOf(trade.open_price, trade.close_price);
        return (
          <span className={styles['two']}>
            <span>{format.price(trade.open_price, digits)}</span>
            <span>{format.price(trade.close_price, digits)}</span>
          </span>
        );
      },
    },
    {
      key: 'slippage',
      header: t('history.slippage'),
      align: 'right',
      cell: (trade) => slippageOf(trade, t, format),
    },
    {
      key: 'charges',
      header: t('history.charges'),
      align: 'right',
      cell: (trade) => format.gain(trade.commission + trade.swap + trade.fee, currencyOf(trade)),
    },
    { key: 'reason', header: t('history.exit'), cell: (trade) => reasonOf(trade.close_reason) },
    {
      key: 'origin',
      header: t('positions.origin'),
      cell: (trade) => (
        <span className={styles['two']}>
          {trade.signal_id === null ? (
            <span className="quiet">{t('positions.byHand')}</span>
          ) : (
            <Link href={`/signals/${trade.signal_id}`}>{t('signals.number', { id: trade.signal_id })}</Link>
          )}
          {trade.strategy === null ? null : <span className={styles['second']}>{trade.strategy}</span>}
        </span>
      ),
    },
    ...accountColumn,
  ];
  return (
    <DataTable
      caption={t('history.trades')}
      columns={columns}
      rows={props.trades}
      rowKey={({ account_id: account, position, leg }) => `${account} ${position} ${leg}`}
    />
  );
}

type Words = TFunction;
type Pen = ReturnType<typeof useFormat>;

/** How far the price went, and how much of the planned risk that was. */
function distanceOf(trade: Trade, t: Words, format: Pen): string {
  const { symbol, type, open_price: open, close_price: close, r_multiple: r } = trade;
  const pips = open === null ? undefined : pipsOf({ symbol, type, open_price: open, current_price: close });
  return [
    pips !== undefined && t('units.pips', { pips: format.signed(pips, 1) }),
    r !== null && t('units.r', { r: format.signed(r, 2) }),
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

/** In pips where the symbol has any, else in price. Above nought it was worse than the signal wanted. */
function slippageOf({ symbol, slippage }: Trade, t: Words, format: Pen): string {
  if (slippage === null) return '–';
  const pip = pipOf(symbol);
  return pip === undefined
    ? format.signed(slippage, 2)
    : t('units.pips', { pips: format.signed(slippage / pip, 1) });
}
