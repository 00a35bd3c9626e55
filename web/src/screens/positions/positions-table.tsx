import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Account, type Position, useOrders } from '../../api/queries';
import { type Column, DataTable } from '../../design/data-table';
import { classes, Gain, Lasting } from '../../design/design';
import { useFormat } from '../../format/format';
import { useLine } from '../../live/live';
import { digitsOf } from '../signals/signal-list';
import { ClosePositions } from './close-positions';
import { pipsOf, rOf } from './pips';
import styles from './positions.module.css';

/** Open positions as the terminals report them, newest first. `brief` leaves out what the dashboard has no room for. */
export function PositionsTable(props: {
  readonly positions: readonly Position[];
  readonly accounts: readonly Account[];
  readonly brief?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const live = useLine().status === 'live';
  const { data: orders } = useOrders();
  const [closing, setClosing] = useState<Position | null>(null);
  const accountOf = useMemo(
    () => new Map(props.accounts.map((account) => [account.account_id, account])),
    [props.accounts],
  );
  const orderOf = useMemo(() => new Map((orders ?? []).map((order) => [order.order_id, order])), [orders]);
  const isStale = (position: Position): boolean =>
    !live || accountOf.get(position.account_id)?.session.status !== 'ACTIVE';
  const price = (position: Position, value: number | null): string => {
    // A netting account opens at an average, with more decimals than any price of the symbol has.
    const digits = digitsOf(position.current_price, position.sl, position.tp);
    if (value === null) return '–';
    return format.number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  };
  const numberOf = (position: Position): string =>
    props.accounts.length < 2 ? '' : ` · ${accountOf.get(position.account_id)?.account_number ?? '–'}`;

  const columns: Column<Position>[] = [
    {
      key: 'position',
      header: t('positions.position'),
      cell: (position) => (
        <span className={styles['name']}>
          <span>{position.symbol}</span>
          <span className={styles['side']}>
            {t(`positions.side.${position.type}`)} {format.lots(position.volume)}{' '}
            {t('units.lots', { count: position.volume })}
            {numberOf(position)}
          </span>
        </span>
      ),
    },
    {
      key: 'result',
      header: t('positions.result'),
      align: 'right',
      phone: 'beside',
      cell: (position) => (
        <span className={styles['result']}>
          <Gain
            amount={position.profit + position.swap}
            currency={accountOf.get(position.account_id)?.currency ?? ''}
            stale={isStale(position)}
          />
          <Distance position={position} initialStop={orderOf.get(position.magic ?? '')?.stop_loss} />
        </span>
      ),
    },
    {
      key: 'prices',
      header: t('positions.prices'),
      align: 'right',
      phone: 'wide',
      cell: (position) => (
        <span className={classes('numeric', isStale(position) && 'quiet')}>
          {price(position, position.open_price)} → {price(position, position.current_price)}
        </span>
      ),
    },
  ];
  if (props.brief !== true) {
    columns.push(
      {
        key: 'stops',
        header: t('positions.stops'),
        align: 'right',
        phone: 'wide',
        cell: (position) => (
          <span className="numeric">
            {price(position, position.sl)} / {price(position, position.tp)}
          </span>
        ),
      },
      {
        key: 'costs',
        header: t('positions.costs'),
        align: 'right',
        cell: (position) => (
          <span className="numeric">
            {format.gain(position.swap, accountOf.get(position.account_id)?.currency ?? '')} /{' '}
            {format.gain(position.commission, accountOf.get(position.account_id)?.currency ?? '')}
          </span>
        ),
      },
    );
  }
  columns.push(
    {
      key: 'age',
      header: t('positions.age'),
      align: 'right',
      cell: ({ open_time: since }) => <Lasting since={since} />,
    },
    {
      key: 'origin',
      header: t('positions.origin'),
      cell: (position) => <Origin signalId={orderOf.get(position.magic ?? '')?.signal_id} />,
    },
  );
  columns.push({
    key: 'close',
    header: t('positions.action'),
    phone: 'bare',
    align: 'right',
    cell: (position) => (
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          setClosing(position);
        }}
        aria-label={`${t('positions.close')} ${position.symbol} ${position.ticket}`}
      >
        {t('positions.close')}
      </Button>
    ),
  });
  return (
    <>
      <DataTable
        caption={t('positions.open')}
        columns={columns}
        rows={props.positions}
        rowKey={({ account_id: account, ticket }) => `${account} ${ticket}`}
      />
      <ClosePositions
        chosen={closing}
        positions={props.positions}
        accounts={props.accounts}
        onDone={() => {
          setClosing(null);
        }}
      />
    </>
  );
}

function Distance(props: {
  readonly position: Position;
  readonly initialStop: number | null | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const pips = pipsOf(props.position);
  const r = rOf(props.position, props.initialStop);
  const parts = [
    pips !== undefined && t('units.pips', { pips: format.signed(pips, 1) }),
    r !== undefined && t('units.r', { r: format.signed(r, 2) }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : <span className={styles['distance']}>{parts.join(' · ')}</span>;
}

function Origin({ signalId }: { readonly signalId: number | undefined }): ReactNode {
  const { t } = useTranslation();
  if (signalId === undefined) return <span className="quiet">{t('positions.byHand')}</span>;
  return (
    <Link href={`/signals/${signalId}`} className={styles['origin']}>
      {t('signals.number', { id: signalId })}
    </Link>
  );
}
