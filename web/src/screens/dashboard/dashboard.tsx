import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Account, useAccounts, useOpenPositions, useSignals } from '../../api/queries';
import { Awaited, Card, Empty, PageHead } from '../../design/design';
import { PositionsTable } from '../positions/positions-table';
import { SignalList } from '../signals/signal-list';
import { NoTerminal } from '../terminals/terminals';
import { AccountCard } from './account-card';
import styles from './dashboard.module.css';
import { EquityCard } from './equity-card';
import { useToday } from './today';
import { Totals } from './totals';

const LAST_SIGNALS = 8;

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
  const { t } = useTranslation();
  const positions = useOpenPositions();
  const signals = useSignals();
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
      <EquityCard accounts={accounts} />
      <div className={styles['halves']}>
        <Card title={t('dashboard.positions')} flush actions={<More href="/positions" />}>
          <Awaited of={positions}>
            {() =>
              positions.data?.length ? (
                <PositionsTable positions={positions.data} accounts={accounts} brief />
              ) : (
                <Empty icon="positions" title={t('positions.none')} text={t('positions.noneText')} />
              )
            }
          </Awaited>
        </Card>
        <Card title={t('dashboard.signals')} flush actions={<More href="/signals" />}>
          <Awaited of={signals}>
            {() =>
              signals.data?.length ? (
                <SignalList signals={signals.data.slice(0, LAST_SIGNALS)} />
              ) : (
                <Empty
                  icon="signals"
                  title={t('signals.none')}
                  text={t('signals.noneText')}
                  action={
                    <Button component={Link} href="/signals" variant="default">
                      {t('signals.send')}
                    </Button>
                  }
                />
              )
            }
          </Awaited>
        </Card>
      </div>
    </div>
  );
}

function More({ href }: { readonly href: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <Link
      href={href}
      className="small"
      aria-label={`${t('dashboard.all')}: ${t(href === '/signals' ? 'places.signals' : 'places.positions')}`}
    >
      {t('dashboard.all')}
    </Link>
  );
}
