import { NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccountPreview, type PreviewedSignal, usePreview } from '../../api/preview';
import { type Account, type Position, useOpenPositions, useSignals } from '../../api/queries';
import { usePreferences } from '../../app/preferences';
import { NumberField } from '../../design/number-field';
import { useFormat } from '../../format/format';
import { pipOf } from '../positions/pips';
import { PreviewCost } from '../signals/signal-preview';
import styles from './risk.module.css';
import type { WholeProfile } from './whole-profile';

type Side = Position['type'];

const USUAL_SYMBOL = 'EURUSD';
const ASK_AFTER_MS = 400;
const USUAL_DISTANCE = 20;

/** What a profile makes of a trade on this account now, in lots: the backend's own sizing, asked before anything is saved. */
export function LotsEffect(props: { readonly account: Account; readonly profile: WholeProfile }): ReactNode {
  const { t } = useTranslation();
  const { account } = props;
  const symbols = useSymbols(account.account_id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [distance, setDistance] = useState(USUAL_DISTANCE);
  const symbol = chosen ?? symbols[0] ?? USUAL_SYMBOL;
  const [profile] = useDebouncedValue(props.profile, ASK_AFTER_MS);
  const [asked] = useDebouncedValue(distance, ASK_AFTER_MS);
  const now = useNow(account, symbol);
  const unit = pipOf(symbol) ?? (now?.tick_size ?? 0) * 10;
  const side = useSide(account.account_id, symbol);
  const was = useTrade(account, now, { side, distance: asked * unit });
  const will = useTrade(account, now, { side, distance: asked * unit, profile });
  return (
    <fieldset className={styles['lots']}>
      <legend>{t('risk.lots.title')}</legend>
      <div className={styles['lotsFields']}>
        <NativeSelect
          label={t('terms.symbol')}
          value={symbol}
          onChange={(event) => {
            setChosen(event.currentTarget.value);
          }}
          data={symbols.length === 0 ? [USUAL_SYMBOL] : symbols}
        />
        <NumberField
          label={t(pipOf(symbol) === undefined ? 'risk.lots.ticks' : 'risk.lots.pips')}
          value={distance}
          min={1}
          onChange={(value) => {
            if (typeof value === 'number') setDistance(value);
          }}
        />
      </div>
      <div aria-live="polite" className={styles['lotsResult']}>
        {now?.quote === null ? (
          <p className="quiet">{t('risk.lots.noQuote', { symbol })}</p>
        ) : (
          <>
            <Result label={t('risk.lots.was')} preview={was} />
            <Result label={t('risk.lots.will')} preview={will} />
          </>
        )}
      </div>
    </fieldset>
  );
}

function Result({
  label,
  preview,
}: {
  readonly label: string;
  readonly preview: AccountPreview | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  if (!preview) return null;
  return (
    <p>
      <span className="quiet">{label}</span>{' '}
      {preview.code === null ? (
        <>
          <strong className="numeric">
            {format.lots(preview.volume)} {t('units.lots', { count: preview.volume ?? 0 })}
          </strong>{' '}
          · <PreviewCost account={preview} />
        </>
      ) : (
        <>
          <strong>{t('risk.lots.nothing')}</strong> · {preview.message}
        </>
      )}
    </p>
  );
}

/** What is known of the symbol on this account now: its quote and its tick. */
function useNow(account: Account, symbol: string): AccountPreview | undefined {
  const { language } = usePreferences();
  const { data } = usePreview(
    { symbol, signal_type: 'BUY', account_number: account.account_number, strategy: 'manual' },
    language,
  );
  return data?.data.find(({ account_id: id }) => id === account.account_id);
}

function useTrade(
  account: Account,
  now: AccountPreview | undefined,
  {
    side,
    distance,
    profile,
  }: { readonly side: Side; readonly distance: number; readonly profile?: WholeProfile },
): AccountPreview | undefined {
  const { language } = usePreferences();
  const price = side === 'BUY' ? now?.quote?.ask : now?.quote?.bid;
  const signal: PreviewedSignal | null =
    now === undefined || price === undefined || !(distance > 0 && distance < price)
      ? null
      : {
          symbol: now.symbol,
          signal_type: side,
          stop_loss: onGrid(side === 'BUY' ? price - distance : price + distance, now.tick_size),
          account_number: account.account_number,
          strategy: 'manual',
          // As the description has it, its parts are no more than objects.
          ...(profile === undefined ? {} : { risk_profile: profile as unknown as Record<string, never> }),
        };
  const { data } = usePreview(signal, language);
  return data?.data.find(({ account_id: id }) => id === account.account_id);
}

/** On the side that is open already: a netting account would refuse the other. */
function useSide(accountId: string, symbol: string): Side {
  const { data: positions = [] } = useOpenPositions();
  return positions.find((open) => open.account_id === accountId && open.symbol === symbol)?.type ?? 'BUY';
}

function onGrid(price: number, tick: number | null): number {
  if (tick === null || tick <= 0) return price;
  const decimals = tick.toFixed(8).replace(/0+$/, '').split('.')[1]?.length ?? 0;
  return +(Math.round(price / tick) * tick).toFixed(decimals);
}

/** The symbols this account trades, the ones open now first. */
function useSymbols(accountId: string): string[] {
  const { data: positions } = useOpenPositions();
  const { data: signals } = useSignals();
  return useMemo(() => {
    const open = (positions ?? []).filter(({ account_id: id }) => id === accountId);
    const opened = (signals ?? []).filter(
      ({ status, signal_type: type }) => status === 'EXECUTED' && (type === 'BUY' || type === 'SELL'),
    );
    const all = [...open, ...opened].map(({ symbol }) => symbol);
    return [...new Set(all)].sort(
      (a, b) => Number(pipOf(b) !== undefined) - Number(pipOf(a) !== undefined) || a.localeCompare(b),
    );
  }, [accountId, positions, signals]);
}
