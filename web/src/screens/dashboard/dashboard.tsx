import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type Account, useAccounts, useOpenPositions } from '../../api/queries';
import { Awaited, Card, PageHead } from '../../design/design';
import { NoTerminal } from '../terminals/terminals';
import { AccountCard } from './account-card';
import styles from './dashboard.module.css';
import { useToday } from './today';
import { Totals } from './totals';
import { persistently } from '../../app/persistently';

const EquityCard = lazy(persistently(() => import('./equity-card')));
const Latest = lazy(persistently(() => import('./latest')));

export default function DashboardScreen(): ReactNode {
  const { t } = useTranslation();
  const accounts = useAccounts();
  return (
    <>
      <PageHead title={t('places.dashboard')} />
      <Awaited of={accounts}>
        {() => (accounts.data?.length ? <Everything accounts={accounts.data} /> : <FirstSteps />)}
      </Awaited>
    </>
  );
}

function FirstSteps(): ReactNode {
  const { t } = useTranslation();
  return (
    <Card title={t('dashboard.start')}>
      <NoTerminal />
    </Card>
  );
}

function Everything({ accounts }: { readonly accounts: readonly Account[] }): ReactNode {
  const positions = useOpenPositions();
  const today = useToday(accounts);
  return (
    <div className={styles['board']}>
      <Totals accounts={accounts} positions={positions.data ?? []} today={today} />
      <div className={styles['accounts']}>
        {accounts.map((account) => (
          <AccountCard
            key={account.account_id}
            account={account}
            today={today?.get(account.account_id)}
            positions={(positions.data ?? []).filter(({ account_id: id }) => id === account.account_id)}
          />
        ))}
      </div>
      <Suspense fallback={<EquityPlace />}>
        <EquityCard accounts={accounts} />
      </Suspense>
      <Suspense fallback={null}>
        <Latest accounts={accounts} positions={positions} />
      </Suspense>
    </div>
  );
}

/** Where the curve will be: what can be read at once does not wait for what is drawn. */
function EquityPlace(): ReactNode {
  const { t } = useTranslation();
  return (
    <Card title={t('dashboard.curve')}>
      <div className={styles['curvePlace']} />
    </Card>
  );
}
