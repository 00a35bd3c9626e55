import { Button, Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Account, type Deal, useAccounts, useHistory } from '../../api/queries';
import { usePreferences } from '../../app/preferences';
import { type Column, DataTable } from '../../design/data-table';
import { Awaited, Card, Empty, Gain, PageHead, Stat } from '../../design/design';
import { Icon } from '../../design/icons';
import { useFormat } from '../../format/format';
import { save } from '../../format/save';
import { isTrade, resultOf } from '../dashboard/today';
import { digitsOf } from '../signals/signal-list';
import { csvOf, dialectOf } from './csv';
import styles from './history.module.css';
import { ResultCard } from './result-card';

/** A symbol as the backend takes it; anything else is not asked for. */
const SYMBOL = /^[A-Z0-9._#-]{1,32}$/i;

interface Filter {
  readonly account: string;
  readonly symbol: string;
  readonly from: string;
  readonly to: string;
}

export default function HistoryScreen(): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const [filter, setFilter] = useState<Filter>({ account: '', symbol: '', from: '', to: '' });
  const accounts = useAccounts();
  const query = useMemo(() => queryOf(filter), [filter]);
  const deals = useHistory(query);
  const change = (name: keyof Filter) => (event: React.ChangeEvent<HTMLInputElement | HTMLSelectElement>) => {
    const { value } = event.currentTarget;
    setFilter((before) => ({ ...before, [name]: value }));
  };
  return (
    <>
      <PageHead
        title={t('places.history')}
        text={t('history.text')}
        actions={
          <Button
            variant="default"
            leftSection={<Icon name="download" />}
            disabled={!deals.data?.length}
            onClick={() => {
              save('rubi-studio-history.csv', csvOf(deals.data ?? [], dialectOf(language)));
            }}
          >
            {t('history.csv')}
          </Button>
        }
      />
      <Group className={styles['filters']} gap="sm" align="end">
        <NativeSelect
          label={t('common.account')}
          value={filter.account}
          onChange={change('account')}
          data={[
            { value: '', label: t('history.everyAccount') },
            ...(accounts.data ?? []).map((account) => ({
              value: account.account_id,
              label: `${account.account_number} · ${account.broker}`,
            })),
          ]}
        />
        <TextInput label={t('terms.symbol')} value={filter.symbol} onChange={change('symbol')} />
        <TextInput type="date" label={t('history.from')} value={filter.from} onChange={change('from')} />
        <TextInput type="date" label={t('history.to')} value={filter.to} onChange={change('to')} />
      </Group>
      <Awaited of={deals}>
        {() =>
          deals.data?.length ? (
            <div className={styles['page']}>
              <Results deals={deals.data} accounts={accounts.data ?? []} />
              <Card title={t('history.deals')} flush>
                <Deals deals={deals.data} accounts={accounts.data ?? []} />
                {deals.hasNextPage ? (
                  <div className={styles['foot']}>
                    <Button
                      variant="default"
                      size="xs"
                      loading={deals.isFetchingNextPage}
                      onClick={() => void deals.fetchNextPage()}
                    >
                      {t('common.more')}
                    </Button>
                  </div>
                ) : null}
              </Card>
            </div>
          ) : (
            <Card title={t('history.deals')}>
              <Empty icon="history" title={t('history.none')} text={t('history.noneText')} />
            </Card>
          )
        }
      </Awaited>
    </>
  );
}

/** Days are the reader's own: from the first midnight to the one after the last. */
function queryOf({ account, symbol, from, to }: Filter): Parameters<typeof useHistory>[0] {
  return {
    ...(account === '' ? {} : { account_id: account }),
    ...(SYMBOL.test(symbol.trim()) ? { symbol: symbol.trim() } : {}),
    ...(from === '' ? {} : { from: midnight(from, 0) }),
    ...(to === '' ? {} : { to: midnight(to, 1) }),
  };
}

function midnight(day: string, later: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** What came of it, in each currency by itself. */
function Results(props: {
  readonly deals: readonly Deal[];
  readonly accounts: readonly Account[];
}): ReactNode {
  const { t } = useTranslation();
  const { currency: preferred } = usePreferences();
  const [chosen, setChosen] = useState<string | null>(null);
  const currencyOf = new Map(props.accounts.map(({ account_id: id, currency }) => [id, currency]));
  const currencies = [
    ...new Set(props.deals.flatMap((deal) => currencyOf.get(deal.account_id) ?? [])),
  ].sort();
  const currency = currencies.find((one) => one === (chosen ?? preferred)) ?? currencies[0];
  if (currency === undefined) return null;
  const deals = props.deals.filter((deal) => currencyOf.get(deal.account_id) === currency);
  return (
    <>
      {currencies.length > 1 ? (
        <SegmentedControl
          style={{ justifySelf: 'start' }}
          size="xs"
          aria-label={t('history.currency')}
          data={currencies}
          value={currency}
          onChange={setChosen}
        />
      ) : null}
      <Summary deals={deals} currency={currency} />
      <ResultCard deals={deals} currency={currency} />
    </>
  );
}

function Summary({
  deals,
  currency,
}: {
  readonly deals: readonly Deal[];
  readonly currency: string;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const trades = deals.filter(isTrade);
  const closed = trades.filter(({ entry }) => entry !== 'IN');
  const won = closed.filter((deal) => deal.profit > 0);
  const sum = (of: (deal: Deal) => number): number => trades.reduce((total, deal) => total + of(deal), 0);
  return (
    <div className={styles['summary']}>
      <Stat large label={t('history.net')}>
        <Gain amount={sum(resultOf)} currency={currency} />
      </Stat>
      <Stat large label={t('history.closed')}>
        {format.number(closed.length)}
      </Stat>
      <Stat large label={t('history.won')}>
        {closed.length === 0 ? '–' : format.percent((won.length / closed.length) * 100, 0)}
      </Stat>
      <Stat large label={t('history.charges')}>
        {format.gain(
          sum(({ commission, swap, fee }) => commission + swap + fee),
          currency,
        )}
      </Stat>
    </div>
  );
}

function Deals(props: { readonly deals: readonly Deal[]; readonly accounts: readonly Account[] }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const accountOf = new Map(props.accounts.map((account) => [account.account_id, account]));
  const currency = ({ account_id: id }: Deal): string => accountOf.get(id)?.currency ?? '';
  const digits = digitsBySymbol(props.deals);
  const columns: Column<Deal>[] = [
    { key: 'time', header: t('history.time'), cell: (deal) => format.dateTime(deal.time) },
    {
      key: 'what',
      header: t('history.what'),
      cell: (deal) =>
        isTrade(deal) ? `${t(`history.entry.${deal.entry}`)} · ${deal.symbol ?? ''}` : deal.type,
    },
    {
      key: 'side',
      header: t('history.side'),
      cell: (deal) => (deal.type === 'BUY' || deal.type === 'SELL' ? t(`positions.side.${deal.type}`) : '–'),
    },
    {
      key: 'volume',
      header: t('history.lots'),
      align: 'right',
      cell: (deal) => (isTrade(deal) ? format.lots(deal.volume) : '–'),
    },
    {
      key: 'price',
      header: t('history.price'),
      align: 'right',
      cell: (deal) => (isTrade(deal) ? format.price(deal.price, digits.get(deal.symbol)) : '–'),
    },
    {
      key: 'charges',
      header: t('history.charges'),
      align: 'right',
      cell: (deal) => format.gain(deal.commission + deal.swap + deal.fee, currency(deal)),
    },
    {
      key: 'result',
      header: t('history.result'),
      align: 'right',
      cell: (deal) =>
        isTrade(deal) && deal.entry === 'IN' ? '–' : <Gain amount={deal.profit} currency={currency(deal)} />,
    },
    {
      key: 'reason',
      header: t('history.reason'),
      cell: (deal) => reasonOf(deal, t('history.reasons', { returnObjects: true })),
    },
    {
      key: 'account',
      header: t('common.account'),
      cell: (deal) => accountOf.get(deal.account_id)?.account_number ?? '–',
    },
  ];
  return (
    <DataTable
      caption={t('history.deals')}
      columns={columns}
      rows={props.deals}
      rowKey={({ account_id: account, ticket }) => `${account} ${ticket}`}
    />
  );
}

/** Brokers have reasons of their own; those without words here are shown as they are. */
function reasonOf({ reason }: Deal, words: object): string {
  if (reason === null) return '–';
  return (words as Readonly<Record<string, string>>)[reason] ?? reason;
}

/** Prices of one symbol line up under each other. */
function digitsBySymbol(deals: readonly Deal[]): ReadonlyMap<string | null, number> {
  const digits = new Map<string | null, number>();
  for (const { symbol, price } of deals)
    digits.set(symbol, Math.max(digits.get(symbol) ?? 2, digitsOf(price)));
  return digits;
}
