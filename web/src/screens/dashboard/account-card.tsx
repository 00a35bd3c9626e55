import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Position } from '../../api/queries';
import { Card, Gain, Stat } from '../../design/design';
import { useFormat } from '../../format/format';
import { useLine } from '../../live/live';
import { SessionPill, SilentSince, useObstacles } from '../terminals/terminal-state';
import styles from './dashboard.module.css';
import { useTodaysResults } from './today';
import { floatingOf } from './totals';

/** One account, as its terminal tells it, and whether that is of now. */
export function AccountCard(props: {
  readonly account: Account;
  readonly positions: readonly Position[];
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const live = useLine().status === 'live';
  const today = useTodaysResults();
  const obstacles = useObstacles(props.account);
  const { account } = props;
  const { currency } = account;
  const stale = !live || account.session.status !== 'ACTIVE';
  const floating = floatingOf(props.positions);
  return (
    <Card
      title={`${account.account_number} · ${account.broker}`}
      actions={
        <span className={styles['head']}>
          <SilentSince session={account.session} />
          <SessionPill session={account.session} />
        </span>
      }
    >
      <div className={styles['figures']}>
        <Stat label={t('figures.balance')} stale={stale}>
          {format.money(account.balance, currency)}
        </Stat>
        <Stat label={t('figures.equity')} stale={stale}>
          {format.money(account.equity, currency)}
        </Stat>
        <Stat label={t('figures.floating')} stale={stale}>
          <Gain amount={floating} currency={currency} stale={stale} />
        </Stat>
        <Stat label={t('figures.today')} stale={stale}>
          <Gain
            amount={today && (today.get(account.account_id) ?? 0) + floating}
            currency={currency}
            stale={stale}
          />
        </Stat>
        <Stat label={t('figures.margin')} stale={stale}>
          {format.money(account.margin, currency)}
        </Stat>
        <Stat label={t('figures.marginLevel')} stale={stale}>
          {account.margin ? format.percent(account.margin_level, 0) : '–'}
        </Stat>
      </div>
      {obstacles.length === 0 ? null : (
        <ul className={styles['obstacles']}>
          {obstacles.map((obstacle) => (
            <li key={obstacle}>{obstacle}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
