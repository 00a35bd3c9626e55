import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Signal } from '../../api/queries';
import { usePreferences } from '../../app/preferences';
import { Ago, classes } from '../../design/design';
import { useFormat } from '../../format/format';
import { explainRefusal } from '../../i18n/decisions';
import styles from './signals.module.css';
import { SignalPill, useSignalTitle } from './signal-words';

/** Signals, the newest first: what each wanted and what became of it, in a line. */
export function SignalList(props: {
  readonly signals: readonly Signal[];
  readonly chosen?: number | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const title = useSignalTitle();
  return (
    <ul className={styles['list']} aria-label={t('places.signals')}>
      {props.signals.map((signal) => (
        <li key={signal.signal_id}>
          <Link
            href={`/signals/${signal.signal_id}`}
            className={classes(styles['item'], signal.signal_id === props.chosen && styles['chosen'])}
            aria-current={signal.signal_id === props.chosen ? 'true' : undefined}
          >
            <span className={styles['itemHead']}>
              <strong>{title(signal)}</strong>
              <span className={styles['itemTime']}>
                <Ago since={signal.received_at} />
              </span>
              <SignalPill status={signal.status} />
            </span>
            <Terms signal={signal} />
            <Reason signal={signal} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Terms({ signal }: { readonly signal: Signal }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const digits = digitsOf(signal.entry_price, signal.stop_loss, signal.take_profit);
  const price = (term: 'entry' | 'stop' | 'target', value: number | null): string | undefined =>
    value === null ? undefined : t(`terms.brief.${term}`, { price: format.price(value, digits) });
  const terms = [
    price('entry', signal.entry_price),
    price('stop', signal.stop_loss),
    price('target', signal.take_profit),
  ].filter((term) => term !== undefined);
  return (
    <span className={classes(styles['itemText'], 'numeric')}>
      {terms.length > 0 ? terms.join(' · ') : t('terms.market')}
    </span>
  );
}

function Reason({ signal }: { readonly signal: Signal }): ReactNode {
  const { language } = usePreferences();
  if (signal.code === null) return null;
  return (
    <span className={styles['reason']}>
      {explainRefusal(signal.code, signal.detail, signal.message, language)}
    </span>
  );
}

/** How many decimals the prices of one symbol are written with: those of the most exact of them. */
export function digitsOf(...prices: readonly (number | null | undefined)[]): number {
  const decimals = prices.map((price) => (price ?? 0).toString().split('.')[1]?.length ?? 0);
  return Math.max(2, ...decimals);
}
