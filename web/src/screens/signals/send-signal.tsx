import { Button, Group, NativeSelect, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { type Account, KEYS, useAccounts } from '../../api/queries';
import { Caution, Facts, Trouble } from '../../design/design';
import { useFormat } from '../../format/format';
import styles from './send-signal.module.css';

interface Draft {
  readonly side: 'BUY' | 'SELL';
  readonly symbol: string;
  readonly entry: number | null;
  readonly stop: number | null;
  readonly target: number | null;
  readonly volume: number | null;
  readonly account: string;
}

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
      accounts={accounts}
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
  const { draft, onChange } = props;
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
          <NumberInput label={t('terms.entry')} description={t('send.entryHint')} {...price('entry')} />
          <NumberInput label={t('terms.stop')} description={t('send.stopHint')} {...price('stop')} />
          <NumberInput label={t('terms.target')} description={t('send.targetHint')} {...price('target')} />
          <NumberInput label={t('send.volume')} description={t('send.volumeHint')} {...price('volume')} />
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
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={draft.symbol === ''}>
            {t('send.check')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Confirmation(props: {
  readonly draft: Draft;
  readonly accounts: readonly Account[];
  readonly onBack: () => void;
  readonly onSent: (id: number) => void;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
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
            symbol: draft.symbol,
            signal_type: draft.side,
            entry_price: draft.entry,
            stop_loss: draft.stop,
            take_profit: draft.target,
            volume: draft.volume,
            account_number: draft.account === '' ? null : draft.account,
            signal_time: signalTime,
            client_signal_id: name,
            strategy: 'manual',
          },
        }),
      ),
    onSuccess: async ({ signal_id: id }) => {
      await client.invalidateQueries({ queryKey: KEYS.signals });
      props.onSent(id);
    },
  });
  const digits = Math.max(...[draft.entry, draft.stop, draft.target].map((price) => decimalsOf(price)));
  const reached = props.accounts.filter(
    ({ account_number: number, auto_trading: auto }) =>
      draft.account === number || (draft.account === '' && auto),
  );
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
            [
              t('send.accounts'),
              reached.length === 0
                ? t('send.noAccount')
                : reached.map(({ account_number: number, broker }) => `${number} · ${broker}`).join(', '),
            ],
          ]}
        />
        <Caution>
          {t('send.consequence', { count: reached.length })}
          {draft.stop === null ? ` ${t('send.withoutStop')}` : ''}
        </Caution>
        {send.error ? <Trouble error={send.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onBack}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={send.isPending} data-autofocus>
            {t('send.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function decimalsOf(price: number | null): number {
  return Math.max(2, price?.toString().split('.')[1]?.length ?? 0);
}

/** Enough to be nobody else's; `randomUUID` is missing on pages without TLS. */
export function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('');
}
