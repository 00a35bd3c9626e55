import { Button, SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { type Account, useAccounts, useHistory } from '../../api/queries';
import { type Trade, useTrades } from '../../api/statistics';
import { Awaited, Card, Empty, Gain, PageHead, Stat } from '../../design/design';
import { useFormat } from '../../format/format';
import { DealsTable } from './deals-table';
import { DownloadButton } from './download-button';
import { daysOf, type Filter, useFilter, writeFilter } from './filter';
import { Filters } from './filters';
import styles from './history.module.css';
import { TradesTable } from './trades-table';

/** So many trades are one screenful and a half. */
const PAGE = 50;

type View = 'trades' | 'deals';
interface Query {
  readonly account_id?: string;
  readonly symbol?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What was traded, as whole trades or deal by deal. */
export default function HistoryScreen(): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const accounts = useAccounts();
  const [filter, change] = useFilter();
  const [search, setSearch] = useSearchParams();
  const view: View = search.get('view') === 'deals' ? 'deals' : 'trades';
  const query = useMemo(
    () => queryOf(filter, format.dayOf(new Date().toISOString()), (day) => format.midnightOf(day)),
    [filter, format],
  );
  const statistics = new URLSearchParams(writeFilter(filter)).toString();
  return (
    <>
      <PageHead
        title={t('places.history')}
        text={t('history.text')}
        actions={
          <div className={styles['actions']}>
            <Button
              component={Link}
              href={statistics === '' ? '/statistics' : `/statistics?${statistics}`}
              variant="default"
            >
              {t('places.statistics')}
            </Button>
            <DownloadButton what={view} filter={query} />
          </div>
        }
      />
      <Filters filter={filter} accounts={accounts.data ?? []} onChange={change} />
      <SegmentedControl
        className={styles['views']}
        aria-label={t('history.view')}
        value={view}
        onChange={(next) => {
          setSearch(
            (before) => {
              const others = [...before].filter(([name]) => name !== 'view');
              return new URLSearchParams(next === 'deals' ? [...others, ['view', 'deals']] : others);
            },
            { replace: true },
          );
        }}
        data={[
          { value: 'trades', label: t('history.trades') },
          { value: 'deals', label: t('history.deals') },
        ]}
      />
      {view === 'trades' ? (
        <Trades query={query} accounts={accounts.data ?? []} />
      ) : (
        <Deals query={query} accounts={accounts.data ?? []} />
      )}
    </>
  );
}

/** Days are the reader's own: from the first midnight to the one after the last. */
function queryOf(filter: Filter, today: string, midnightOf: (day: string) => Date): Query {
  const { from, to } = daysOf(filter, today);
  return {
    ...(filter.account && { account_id: filter.account }),
    ...(filter.symbol && { symbol: filter.symbol }),
    ...(from !== undefined && { from: midnightOf(from).toISOString() }),
    ...(to !== undefined && { to: midnightOf(dayAfter(to)).toISOString() }),
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

interface Listed {
  readonly query: Query;
  readonly accounts: readonly Account[];
}

function Trades({ query, accounts }: Listed): ReactNode {
  const { t } = useTranslation();
  const trades = useTrades(query, PAGE);
  return (
    <Awaited of={trades}>
      {() =>
        trades.data?.length ? (
          <div className={styles['page']}>
            <Summary trades={trades.data} accounts={accounts} isAll={!trades.hasNextPage} />
            <Card title={t('history.trades')} flush>
              <TradesTable trades={trades.data} accounts={accounts} />
              <More of={trades} />
            </Card>
          </div>
        ) : (
          <Nothing title={t('history.trades')} what={t('history.noTrades')} />
        )
      }
    </Awaited>
  );
}

function Deals({ query, accounts }: Listed): ReactNode {
  const { t } = useTranslation();
  const deals = useHistory(query);
  return (
    <Awaited of={deals}>
      {() =>
        deals.data?.length ? (
          <Card title={t('history.deals')} flush>
            <DealsTable deals={deals.data} accounts={accounts} />
            <More of={deals} />
          </Card>
        ) : (
          <Nothing title={t('history.deals')} what={t('history.none')} />
        )
      }
    </Awaited>
  );
}

function More(props: {
  readonly of: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}): ReactNode {
  const { t } = useTranslation();
  if (!props.of.hasNextPage) return null;
  return (
    <div className={styles['foot']}>
      <Button
        variant="default"
        size="xs"
        loading={props.of.isFetchingNextPage}
        onClick={() => void props.of.fetchNextPage()}
      >
        {t('common.more')}
      </Button>
    </div>
  );
}

function Nothing({ title, what }: { readonly title: string; readonly what: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <Card title={title}>
      <Empty
        icon="history"
        title={what}
        text={t('history.noneText')}
        action={
          <Button component={Link} href="/signals" variant="default">
            {t('signals.send')}
          </Button>
        }
      />
    </Card>
  );
}

/** What came of the trades that are shown, in each currency by itself. */
function Summary(props: {
  readonly trades: readonly Trade[];
  readonly accounts: readonly Account[];
  readonly isAll: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const currencyOf = new Map(props.accounts.map(({ account_id: id, currency }) => [id, currency]));
  const nets = new Map<string, number>();
  for (const { account_id: id, net } of props.trades) {
    const currency = currencyOf.get(id);
    if (currency !== undefined) nets.set(currency, (nets.get(currency) ?? 0) + net);
  }
  const won = props.trades.filter(({ net }) => net > 0).length;
  const lost = props.trades.filter(({ net }) => net < 0).length;
  const hint = props.isAll ? undefined : t('history.ofShown');
  return (
    <div className={styles['summary']}>
      {[...nets].map(([currency, net]) => (
        <Stat key={currency} large label={t('history.net')} hint={hint}>
          <Gain amount={net} currency={currency} />
        </Stat>
      ))}
      <Stat large label={t('history.closed')} hint={hint}>
        {format.number(props.trades.length)}
      </Stat>
      <Stat large label={t('history.won')} hint={hint}>
        {won + lost === 0 ? '–' : format.percent((won / (won + lost)) * 100, 0)}
      </Stat>
    </div>
  );
}
