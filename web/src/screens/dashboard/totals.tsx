import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Position } from '../../api/queries';
import { usePreferences } from '../../app/preferences';
import { Gain, Stat } from '../../design/design';
import { useFormat } from '../../format/format';
import { useLine } from '../../live/live';
import styles from './dashboard.module.css';
import type { Today } from './today';

interface Sum {
  readonly currency: string;
  equity: number;
  floating: number;
  closed: number;
  moved: number;
  /** Of some account nobody knows what floated at midnight: what floats now is counted instead. */
  guessed: boolean;
  stale: boolean;
}

/** Sums over accounts, for each currency by itself: what is not converted cannot be wrong by a rate. */
export function Totals(props: {
  readonly accounts: readonly Account[];
  readonly positions: readonly Position[];
  readonly today: ReadonlyMap<string, Today> | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency: preferred } = usePreferences();
  const live = useLine().status === 'live';
  const { today } = props;
  const sums = sumUp(props.accounts, props.positions, today);
  const [first, ...others] = [...sums].sort(
    (a, b) => Number(b.currency === preferred) - Number(a.currency === preferred) || b.equity - a.equity,
  );
  if (!first) return null;
  const stale = !live || first.stale;
  const also = (of: (sum: Sum) => string): string | undefined =>
    others.length === 0 ? undefined : others.map(of).join(' · ');
  const resultOf = (sum: Sum): number | undefined => today && sum.closed + sum.moved;
  return (
    <section aria-label={t('dashboard.totals')}>
      <div className={styles['totals']}>
        <Stat
          large
          label={t('figures.equity')}
          stale={stale}
          hint={also((sum) => format.money(sum.equity, sum.currency))}
        >
          {format.money(first.equity, first.currency)}
        </Stat>
        <Stat
          large
          label={t('figures.today')}
          stale={stale}
          hint={
            also((sum) => format.gain(resultOf(sum), sum.currency)) ??
            (today &&
              t(first.guessed ? 'dashboard.todayGuessed' : 'dashboard.todayParts', {
                closed: format.gain(first.closed, first.currency),
                moved: format.gain(first.moved, first.currency),
              }))
          }
        >
          <Gain amount={resultOf(first)} currency={first.currency} stale={stale} />
        </Stat>
        <Stat
          large
          label={t('figures.floating')}
          stale={stale}
          hint={also((sum) => format.gain(sum.floating, sum.currency))}
        >
          <Gain amount={first.floating} currency={first.currency} stale={stale} />
        </Stat>
        <Stat large label={t('figures.open')} stale={stale}>
          {format.number(props.positions.length)}
        </Stat>
      </div>
      <p className={styles['definition']}>
        {t(first.guessed ? 'dashboard.todayGuessedText' : 'dashboard.todayText')}
      </p>
    </section>
  );
}

function sumUp(
  accounts: readonly Account[],
  positions: readonly Position[],
  today: ReadonlyMap<string, Today> | undefined,
): Sum[] {
  const sums = new Map<string, Sum>();
  for (const account of accounts) {
    const { currency, account_id: id } = account;
    const sum = sums.get(currency) ?? {
      currency,
      equity: 0,
      floating: 0,
      closed: 0,
      moved: 0,
      guessed: false,
      stale: false,
    };
    const floating = floatingOf(positions.filter((position) => position.account_id === id));
    const day = today?.get(id);
    sum.equity += account.equity;
    sum.floating += floating;
    sum.closed += day?.closed ?? 0;
    sum.moved += day?.moved ?? floating;
    sum.guessed ||= day?.moved === null && floating !== 0;
    sum.stale ||= account.session.status !== 'ACTIVE';
    sums.set(currency, sum);
  }
  return [...sums.values()];
}

/** What equity differs from balance by: commissions are charged to the balance when a position is opened. */
export function floatingOf(positions: readonly Position[]): number {
  return positions.reduce((sum, { profit, swap }) => sum + profit + swap, 0);
}
