import { NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/queries';
import { type Filter, isSymbol, type Span, SPANS } from './filter';
import styles from './history.module.css';

/** Typing is taken for finished after this long. */
const SETTLE_MS = 400;

export function Filters(props: {
  readonly filter: Filter;
  readonly accounts: readonly Account[];
  /** Figures of two accounts are never added: then one of them is chosen. */
  readonly oneAccount?: boolean;
  readonly onChange: (change: Partial<Filter>) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { filter, accounts, onChange } = props;
  const every = { value: '', label: t('history.everyAccount') };
  return (
    <div className={styles['filters']}>
      <NativeSelect
        label={t('common.account')}
        value={filter.account}
        onChange={(event) => {
          onChange({ account: event.currentTarget.value });
        }}
        data={[
          ...(props.oneAccount === true ? [] : [every]),
          ...accounts.map((account) => ({
            value: account.account_id,
            label: `${account.account_number} · ${account.broker}`,
          })),
        ]}
      />
      <SymbolInput
        symbol={filter.symbol}
        onChange={(symbol) => {
          onChange({ symbol });
        }}
      />
      <NativeSelect
        label={t('history.period')}
        value={filter.span}
        onChange={(event) => {
          onChange({ span: event.currentTarget.value as Span });
        }}
        data={SPANS.map((span) => ({ value: span, label: t(`history.spans.${span}`) }))}
      />
      {filter.span === 'days' ? (
        <>
          {(['from', 'to'] as const).map((side) => (
            <TextInput
              key={side}
              type="date"
              label={t(`history.${side}`)}
              value={filter[side]}
              onChange={(event) => {
                onChange({ [side]: event.currentTarget.value });
              }}
            />
          ))}
        </>
      ) : null}
    </div>
  );
}

function SymbolInput(props: {
  readonly symbol: string;
  readonly onChange: (symbol: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { symbol, onChange } = props;
  const [typed, setTyped] = useState({ text: symbol, asked: symbol });
  const timer = useRef<number>(undefined);
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
    },
    [],
  );
  // The address was changed from elsewhere: one went back.
  if (symbol !== typed.asked) setTyped({ text: symbol, asked: symbol });
  return (
    <TextInput
      label={t('terms.symbol')}
      placeholder={t('history.everySymbol')}
      value={typed.text}
      autoCapitalize="characters"
      spellCheck={false}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped({ ...typed, text });
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(() => {
          const asked = isSymbol(text.trim()) ? text.trim() : '';
          setTyped({ text, asked });
          onChange(asked);
        }, SETTLE_MS);
      }}
    />
  );
}
