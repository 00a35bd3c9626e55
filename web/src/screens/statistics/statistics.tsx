import { Button } from '@mantine/core';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Account, useAccounts } from '../../api/queries';
import { type Performance, type Period, useDays, usePerformance } from '../../api/statistics';
import { Awaited, Card, Empty, PageHead, Stat, Trouble } from '../../design/design';
import { DownloadButton } from '../history/download-button';
import { daysOf, type Filter, useFilter } from '../history/filter';
import { Filters } from '../history/filters';
import { NoTerminal } from '../terminals/terminals';
import { BreakdownCard } from './breakdown-card';
import { CurveCards } from './curve-card';
import { DistributionCard } from './distribution-card';
import { FigureCard } from './figure-card';
import { GROUPS, type GroupName, OF_ACCOUNT, WRITERS } from './figures';
import { MonthGrid } from './month-grid';
import { StatisticsSkeleton } from './skeleton';
import styles from './statistics.module.css';
import { usePen } from './pen';
import { DEFINITIONS } from './definitions';
import { usePreferences } from '../../app/preferences';

const HEADLINE = ['profit', 'gain', 'win_rate', 'profit_factor', 'balance_drawdown'] as const;

export default function StatisticsScreen(): ReactNode {
  const { t } = useTranslation();
  const accounts = useAccounts();
  const [filter, change] = useFilter();
  const account = accounts.data?.find(({ account_id: id }) => id === filter.account) ?? accounts.data?.[0];
  const days = daysOf(filter, new Date().toISOString().slice(0, 10));
  const symbol = filter.symbol === '' ? {} : { symbol: filter.symbol };
  return (
    <>
      <PageHead
        title={t('places.statistics')}
        text={t('statistics.text')}
        actions={
          account && (
            <DownloadButton
              what="trades"
              filter={{ account_id: account.account_id, ...symbol, ...momentsOf(days) }}
            />
          )
        }
      />
      <Awaited of={accounts}>
        {() =>
          account ? (
            <>
              <Filters
                filter={{ ...filter, account: account.account_id }}
                accounts={accounts.data ?? []}
                oneAccount
                onChange={change}
              />
              <Everything
                account={account}
                period={{ account_id: account.account_id, ...symbol, ...days }}
                filter={filter}
                onWiden={() => {
                  change({ symbol: '', span: 'all', from: '', to: '' });
                }}
              />
            </>
          ) : (
            <Card title={t('dashboard.start')}>
              <NoTerminal />
            </Card>
          )
        }
      </Awaited>
    </>
  );
}

/** The same days as moments of UTC, as files are asked for. */
function momentsOf({ from, to }: { from?: string; to?: string }): { from?: string; to?: string } {
  const DAY_MS = 86_400_000;
  return {
    ...(from !== undefined && { from: `${from}T00:00:00Z` }),
    ...(to !== undefined && { to: new Date(Date.parse(to) + DAY_MS).toISOString() }),
  };
}

function Everything(props: {
  readonly account: Account;
  readonly period: Period;
  readonly filter: Filter;
  readonly onWiden: () => void;
}): ReactNode {
  const { account, period } = props;
  const performance = usePerformance(period);
  const days = useDays(period);
  const error = performance.error ?? days.error;
  if (error !== null) {
    return (
      <Trouble
        error={error}
        onRetry={() => {
          void performance.refetch();
          void days.refetch();
        }}
      />
    );
  }
  if (!performance.data || !days.data) return <StatisticsSkeleton />;
  const { data } = performance;
  const { trades } = data.trade_figures;
  if (trades === 0 && days.data.length === 0) return <Nothing {...props} />;
  return (
    <div className={styles['page']}>
      <Headline performance={data} />
      <CurveCards account={account} period={period} days={days.data} />
      {trades === 0 ? null : (
        <>
          <MonthGrid days={days.data} currency={account.currency} />
          <div className={styles['halves']}>
            <BreakdownCard period={period} currency={account.currency} />
            <DistributionCard period={period} currency={account.currency} trades={trades} />
          </div>
        </>
      )}
      {(Object.keys(GROUPS) as GroupName[]).map((group) => (
        <FigureCard key={group} group={group} performance={data} />
      ))}
    </div>
  );
}

function Nothing(props: { readonly filter: Filter; readonly onWiden: () => void }): ReactNode {
  const { t } = useTranslation();
  const { symbol, span } = props.filter;
  const isNarrow = symbol !== '' || span !== 'all';
  return (
    <Card title={t('places.statistics')}>
      <Empty
        icon="statistics"
        title={t(isNarrow ? 'statistics.noneHere' : 'statistics.none')}
        text={t(isNarrow ? 'statistics.noneHereText' : 'statistics.noneText')}
        action={
          isNarrow ? (
            <Button variant="default" onClick={props.onWiden}>
              {t('statistics.widen')}
            </Button>
          ) : (
            <Button component={Link} href="/signals" variant="default">
              {t('signals.send')}
            </Button>
          )
        }
      />
    </Card>
  );
}

function Headline({ performance }: { readonly performance: Performance }): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const pen = usePen(performance.currency);
  const { first_day: first, last_day: last, days } = performance;
  return (
    <section aria-label={t('statistics.headline')}>
      <div className={styles['headline']}>
        {HEADLINE.filter((figure) => performance.account_figures !== null || !OF_ACCOUNT.has(figure)).map(
          (figure) => {
            const { value, tone, hint } = WRITERS[figure](performance, pen);
            return (
              <Stat key={figure} large label={DEFINITIONS[language][figure].name} hint={hint}>
                <span className={tone && styles[tone]}>{value ?? '–'}</span>
              </Stat>
            );
          },
        )}
      </div>
      {first === null || last === null ? null : (
        <p className={styles['range']}>
          {t('statistics.range', {
            first: pen.format.dayName(first),
            last: pen.format.dayName(last),
            count: days,
          })}
        </p>
      )}
    </section>
  );
}
