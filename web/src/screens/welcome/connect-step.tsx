import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { type Account, useAccounts, useTokens } from '../../api/queries';
import { classes } from '../../design/design';
import { Icon } from '../../design/icons';
import { useFormat } from '../../format/format';
import { useNow } from '../../format/now';
import { useObstacles } from '../terminals/terminal-state';
import { backendUrl } from './expert-inputs';
import styles from './welcome.module.css';

/** The connection itself comes by the live feed; this is for when the feed is down too. */
const LOOK_EVERY_MS = 3_000;
/** A terminal that is set up well has spoken by then. */
const PATIENCE_MS = 15_000;

const PARTS = { strong: <strong />, code: <code /> };

/** Waits for the first word of a terminal, and says what usually keeps it from coming. */
export function ConnectStep({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const accounts = useAccounts();
  const { refetch } = accounts;
  const live = accounts.data?.find(({ session }) => session.status === 'ACTIVE');
  useEffect(() => {
    if (live) return;
    const timer = window.setInterval(() => void refetch(), LOOK_EVERY_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [live, refetch]);
  return (
    <>
      <h2>{t('welcome.connect.title')}</h2>
      <div aria-live="polite">{live ? <There account={live} /> : <Waiting />}</div>
      <div className={styles['foot']}>
        <Button onClick={onDone} variant={live ? 'filled' : 'default'}>
          {t(live ? 'welcome.connect.go' : 'welcome.later')}
        </Button>
      </div>
    </>
  );
}

function There({ account }: { readonly account: Account }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const obstacles = useObstacles(account);
  return (
    <>
      <div className={classes(styles['wait'], styles['there'])}>
        <Icon name="check" size={26} />
        <p>
          <strong>{t('welcome.connect.there')}</strong>
          <br />
          {account.broker} · {account.account_number} · {format.money(account.balance, account.currency)}
        </p>
      </div>
      {obstacles.length === 0 ? null : (
        <>
          <p>{t('welcome.connect.but')}</p>
          <ul className={styles['causes']}>
            {obstacles.map((obstacle) => (
              <li key={obstacle}>{obstacle}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Waiting(): ReactNode {
  const { t } = useTranslation();
  const { data: tokens } = useTokens();
  const [since] = useState(() => Date.now());
  const late = useNow() - since > PATIENCE_MS;
  const usable = tokens?.filter(
    ({ revoked_at: revoked, scopes }) => revoked === null && scopes.includes('terminal'),
  );
  const used = usable?.some(({ last_used_at: last }) => last !== null) ?? false;
  return (
    <>
      <div className={styles['wait']}>
        <span className={styles['beacon']} />
        <p>
          {t('welcome.connect.waiting')}
          <br />
          <span className="quiet small">{t('welcome.connect.waitingHint')}</span>
        </p>
      </div>
      {late ? (
        <>
          <p>{t('welcome.connect.late')}</p>
          <ul className={styles['causes']}>
            {usable?.length === 0 ? (
              <li>
                <strong>{t('welcome.cause.noToken')}</strong>
                {t('welcome.cause.noTokenText')}
              </li>
            ) : null}
            {used ? null : (
              <li>
                <strong>{t('welcome.cause.url')}</strong>
                <Trans i18nKey="welcome.cause.urlText" values={{ url: backendUrl() }} components={PARTS} />
              </li>
            )}
            <li>
              <strong>{t('welcome.cause.token')}</strong>
              <Trans i18nKey="welcome.cause.tokenText" components={PARTS} />
            </li>
            <li>
              <strong>{t('welcome.cause.algo')}</strong>
              <Trans i18nKey="welcome.cause.algoText" components={PARTS} />
            </li>
          </ul>
        </>
      ) : null}
    </>
  );
}
