import { Button, Group, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { type PreviewedSignal, usePreview } from '../../api/preview';
import { type Account, KEYS, useAccounts } from '../../api/queries';
import { usePreferences } from '../../app/preferences';
import { Awaited, Caution, Facts, Trouble } from '../../design/design';
import { DialogEnd } from '../../design/dialog';
import { NumberField } from '../../design/number-field';
import { useFormat } from '../../format/format';
import styles from './send-signal.module.css';
import { QuoteNow, SignalPreviewList } from './signal-preview';

interface Draft {
  readonly side: 'BUY' | 'SELL';
  readonly symbol: string;
  readonly entry: number | null;
  readonly stop: number | null;
  readonly target: number | null;
  readonly volume: number | null;
  readonly account: string;
}

/** Whoever types is not asked about every letter. */
const ASK_AFTER_MS = 500;

const BLANK: Draft = {
  side: 'BUY',
  symbol: '',
  entry: null,
  stop: null,
  target: null,
  volume: null,
  account: '',
};

interface SendSignalProps {
  readonly onSent: (id: number) => void;
  readonly onCancel: () => void;
}

/** A signal by hand: filled in, read again, then sent. Nothing is said to be done before the backend says so. */
export function SendSignal({ onSent, onCancel }: SendSignalProps): ReactNode {
  const [draft, setDraft] = useState(BLANK);
  const [reading, setReading] = useState(false);
  const { data: accounts = [] } = useAccounts();
  return reading ? (
    <Confirmation
      draft={draft}
      onBack={() => {
        setReading(false);
      }}
      onSent={onSent}
    />
  ) : (
    <Form
      draft={draft}
      accounts={accounts}
      onChange={(change) => {
        setDraft({ ...draft, ...change });
      }}
      onCancel={onCancel}
      onReady={() => {
        setReading(true);
      }}
    />
  );
}

function Form(props: {
  readonly draft: Draft;
  readonly accounts: readonly Account[];
  readonly onChange: (change: Partial<Draft>) => void;
  readonly onReady: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { draft, onChange } = props;
  const [asked] = useDebouncedValue(draft, ASK_AFTER_MS);
  const { data: preview } = usePreview(asked.symbol.length < 3 ? null : wantedOf(asked), language);
  const quoted =
    draft.symbol === asked.symbol ? preview?.data.find(({ quote }) => quote !== null) : undefined;
  const price = (name: 'entry' | 'stop' | 'target' | 'volume'): object => ({
    value: draft[name] ?? '',
    onChange: (value: number | string) => {
      onChange({ [name]: typeof value === 'number' ? value : null });
    },
    min: 0,
    decimalScale: 8,
    hideControls: true,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onReady();
      }}
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('send.side')}
          value={draft.side}
          onChange={(value) => {
            onChange({ side: value });
          }}
          data={[
            { value: 'BUY', label: t('signal.type.BUY') },
            { value: 'SELL', label: t('signal.type.SELL') },
          ]}
        />
        <div className={styles['pair']}>
          <TextInput
            label={t('terms.symbol')}
            placeholder="EURUSD"
            value={draft.symbol}
            onChange={(event) => {
              onChange({ symbol: event.currentTarget.value.toUpperCase().trim() });
            }}
            required
            withAsterisk={false}
            maxLength={32}
            data-autofocus
          />
          <NumberField label={t('terms.entry')} description={t('send.entryHint')} {...price('entry')} />
          <NumberField label={t('terms.stop')} description={t('send.stopHint')} {...price('stop')} />
          <NumberField label={t('terms.target')} description={t('send.targetHint')} {...price('target')} />
          <NumberField label={t('send.volume')} description={t('send.volumeHint')} {...price('volume')} />
          <NativeSelect
            label={t('send.account')}
            description={t('send.accountHint')}
            value={draft.account}
            onChange={(event) => {
              onChange({ account: event.currentTarget.value });
            }}
            data={[
              { value: '', label: t('send.everyAccount') },
              ...props.accounts.map(({ account_number: number, broker }) => ({
                value: number,
                label: `${number} · ${broker}`,
              })),
            ]}
          />
        </div>
        <div className={styles['quote']} aria-live="polite">
          {quoted === undefined ? null : <QuoteNow account={quoted} />}
        </div>
        <DialogEnd onCancel={props.onCancel}>
          <Button type="submit" disabled={draft.symbol === ''}>
            {t('send.check')}
          </Button>
        </DialogEnd>
      </Stack>
    </form>
  );
}

function Confirmation(props: {
  readonly draft: Draft;
  readonly onBack: () => void;
  readonly onSent: (id: number) => void;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = usePreferences();
  const client = useQueryClient();
  const { draft } = props;
  // One name for one intent: pressed twice, or sent again after a lost answer, it is the same signal.
  const [name] = useState(() => `web-${randomName()}`);
  const [signalTime] = useState(() => new Date().toISOString());
  const send = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/trading/signals', {
          body: {
            ...wanted,
            signal_time: signalTime,
            client_signal_id: name,
          },
        }),
      ),
    onSuccess: async ({ signal_id: id }) => {
      await client.invalidateQueries({ queryKey: KEYS.signals });
      props.onSent(id);
    },
  });
  const wanted = wantedOf(draft);
  const preview = usePreview(wanted, language);
  const digits = Math.max(...[draft.entry, draft.stop, draft.target].map((price) => decimalsOf(price)));
  const followers = preview.data?.data.filter(({ code }) => code === null).length ?? 0;
  const isRefused = preview.data !== undefined && (preview.data.code !== null || followers === 0);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <Stack gap="md">
        <Facts
          facts={[
            [t('send.what'), `${t(`signal.type.${draft.side}`)} ${draft.symbol}`],
            [t('terms.entry'), draft.entry === null ? t('terms.market') : format.price(draft.entry, digits)],
            [t('terms.stop'), format.price(draft.stop, digits)],
            [t('terms.target'), format.price(draft.target, digits)],
            [
              t('terms.volume'),
              draft.volume === null
                ? t('terms.byRisk')
                : t('terms.atMost', { lots: format.lots(draft.volume) }),
            ],
          ]}
        />
        <Awaited of={preview}>{() => preview.data && <SignalPreviewList preview={preview.data} />}</Awaited>
        {preview.data === undefined ? null : (
          <Caution>{isRefused ? t('send.refused') : t('send.consequence', { count: followers })}</Caution>
        )}
        {send.error ? <Trouble error={send.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onBack}>
            {t('common.back')}
          </Button>
          <Button
            type="submit"
            variant={isRefused ? 'default' : 'filled'}
            loading={send.isPending}
            disabled={preview.isPending}
            data-autofocus
          >
            {t(isRefused ? 'send.submitAnyway' : 'send.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The signal as it is sent, but for its name and time. */
function wantedOf(draft: Draft): PreviewedSignal {
  return {
    symbol: draft.symbol,
    signal_type: draft.side,
    entry_price: draft.entry,
    stop_loss: draft.stop,
    take_profit: draft.target,
    volume: draft.volume,
    account_number: draft.account === '' ? null : draft.account,
    strategy: 'manual',
  };
}

function decimalsOf(price: number | null): number {
  return Math.max(2, price?.toString().split('.')[1]?.length ?? 0);
}

/** Enough to be nobody else's; `randomUUID` is missing on pages without TLS. */
export function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('');
}
