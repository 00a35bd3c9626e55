import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Position } from '../../api/queries';
import { Card, Gain, Stat } from '../../design/design';
import { useFormat } from '../../format/format';
import { useLine } from '../../live/live';
import { SessionPill, SilentSince, useObstacles } from '../terminals/terminal-state';
import styles from './dashboard.module.css';
import { LossLimits } from './loss-limits';
import type { Today } from './today';
import { floatingOf } from './totals';

/** One account, as its terminal tells it, and whether that is of now. */
export function AccountCard(props: {
  readonly account: Account;
  readonly positions: readonly Position[];
  readonly today: Today | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const live = useLine().status === 'live';
  const obstacles = useObstacles(props.account);
  const { account, today } = props;
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
            amount={today && today.closed + (today.moved ?? floating)}
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
      {account.session.status === 'ACTIVE' ? null : (
        <p className={styles['why']}>{t(`dashboard.why.${account.session.status}`)}</p>
      )}
      {obstacles.length === 0 ? null : (
        <ul className={styles['obstacles']}>
          {obstacles.map((obstacle) => (
            <li key={obstacle}>{obstacle}</li>
          ))}
        </ul>
      )}
      <LossLimits accountId={account.account_id} />
    </Card>
  );
}
