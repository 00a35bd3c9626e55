import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Account, type Position, useSignals } from '../../api/queries';
import { Awaited, Card, Empty } from '../../design/design';
import { PositionsTable } from '../positions/positions-table';
import { SignalList } from '../signals/signal-list';
import styles from './dashboard.module.css';

const LAST_SIGNALS = 8;

/** What is open, and what was asked for last. It comes after the figures, which are read first. */
export default function Latest({
  accounts,
  positions,
}: {
  readonly accounts: readonly Account[];
  readonly positions: UseQueryResult<Position[]>;
}): ReactNode {
  const { t } = useTranslation();
  const signals = useSignals();
  return (
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
