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
  const digits = (position: Position): number =>
    digitsOf(position.open_price, position.current_price, position.sl, position.tp);

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
          </span>
        </span>
      ),
    },
    {
      key: 'result',
      header: t('positions.result'),
      align: 'right',
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
      cell: (position) => (
        <span className={classes('numeric', isStale(position) && 'quiet')}>
          {format.price(position.open_price, digits(position))} →{' '}
          {format.price(position.current_price, digits(position))}
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
        cell: (position) => (
          <span className="numeric">
            {format.price(position.sl, digits(position))} / {format.price(position.tp, digits(position))}
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
  if (props.brief !== true) {
    columns.push({
      key: 'account',
      header: t('common.account'),
      cell: (position) => accountOf.get(position.account_id)?.account_number ?? '–',
    });
  }
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
  return <Link href={`/signals/${signalId}`}>{t('signals.number', { id: signalId })}</Link>;
}
