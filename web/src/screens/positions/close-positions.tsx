import { Button, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { answerOf, api } from '../../api/client';
import { type Account, KEYS, type Position } from '../../api/queries';
import { Caution, Trouble } from '../../design/design';
import { Dialog, DialogEnd, isTyped, TypedWord } from '../../design/dialog';
import { useFormat } from '../../format/format';
import { randomName } from '../signals/send-signal';
import { useReach } from './reach';

interface Book {
  readonly positions: readonly Position[];
  readonly accounts: readonly Account[];
  readonly onDone: () => void;
}

/**
 * Closes a position. A close reaches all positions of the same symbol and side on the account: the dialog lists every
 * one of them before anything is sent.
 */
export function ClosePositions({ chosen, ...book }: Book & { readonly chosen: Position | null }): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={chosen !== null}
      onClose={book.onDone}
      title={t('close.title', { symbol: chosen?.symbol ?? '' })}
      wide
    >
      {chosen && (
        <CloseForm
          {...book}
          affected={book.positions.filter(
            ({ account_id: account, symbol, type }) =>
              account === chosen.account_id && symbol === chosen.symbol && type === chosen.type,
          )}
        />
      )}
    </Dialog>
  );
}

/** Closes everything, once its word has been typed. */
export function CloseAll({ opened, ...book }: Book & { readonly opened: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={book.onDone} title={t('close.allTitle')} wide>
      <CloseForm {...book} affected={book.positions} word={t('close.word')} />
    </Dialog>
  );
}

interface CloseFormProps extends Book {
  readonly affected: readonly Position[];
  /** What has to be typed first, when much is at stake. */
  readonly word?: string;
}

/** Nothing is offered before it is known what a close would reach. */
function CloseForm({ affected, ...props }: CloseFormProps): ReactNode {
  const { t } = useTranslation();
  // What was shown is what is closed, also when a position comes or goes while one reads.
  const [chosen] = useState(affected);
  const reach = useReach(chosen, props.accounts);
  if (!reach) return <p className="quiet">{t('common.loading')}</p>;
  return <ReadyForm {...props} affected={reach.reached} left={reach.left} />;
}

function ReadyForm({
  affected,
  left,
  accounts,
  onDone,
  word,
}: CloseFormProps & { readonly left: readonly Position[] }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const [name] = useState(() => `web-close-${randomName()}`);
  const accountOf = new Map(accounts.map((account) => [account.account_id, account]));
  const close = useMutation({
    mutationFn: () => Promise.all(closesOf(affected, accountOf).map((one) => sendClose(one, name))),
    onSuccess: async (sent) => {
      await client.invalidateQueries({ queryKey: KEYS.signals });
      onDone();
      const [only] = sent;
      go(sent.length === 1 && only ? `/signals/${only.signal_id}` : '/signals');
    },
  });
  const confirmed = word === undefined || isTyped(word, typed);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (confirmed) close.mutate();
      }}
    >
      <Stack gap="md">
        <p style={{ margin: 0 }}>{t('close.text', { count: affected.length })}</p>
        <ul style={{ margin: 0, paddingLeft: '1.1rem', maxHeight: '13rem', overflow: 'auto' }}>
          {affected.map((position) => {
            const account = accountOf.get(position.account_id);
            return (
              <li key={`${position.account_id} ${position.ticket}`} className="numeric">
                {position.symbol} · {t(`positions.side.${position.type}`)} {format.lots(position.volume)}{' '}
                {t('units.lots', { count: position.volume })} ·{' '}
                {format.gain(position.profit + position.swap, account?.currency ?? '')} ·{' '}
                {t('close.on', { account: account?.account_number ?? '–' })}
              </li>
            );
          })}
        </ul>
        {left.length === 0 ? null : (
          <p style={{ margin: 0 }} className="quiet small">
            {t('close.left', { count: left.length })}
          </p>
        )}
        <Caution>{t('close.consequence')}</Caution>
        {word === undefined ? null : <TypedWord word={word} typed={typed} onType={setTyped} />}
        {close.error ? <Trouble error={close.error} /> : null}
        <DialogEnd onCancel={onDone}>
          <Button
            type="submit"
            color="red"
            loading={close.isPending}
            disabled={!confirmed || affected.length === 0}
          >
            {t('close.submit', { count: affected.length })}
          </Button>
        </DialogEnd>
      </Stack>
    </form>
  );
}

interface Close {
  readonly symbol: string;
  readonly type: 'CLOSE_BUY' | 'CLOSE_SELL';
  readonly sessionId: string;
}

/** One close for each account, symbol and side among these positions. */
function closesOf(positions: readonly Position[], accountOf: ReadonlyMap<string, Account>): Close[] {
  const closes = new Map<string, Close>();
  for (const { account_id: id, symbol, type } of positions) {
    const account = accountOf.get(id);
    if (!account) continue;
    closes.set(`${id} ${symbol} ${type}`, {
      symbol,
      type: type === 'BUY' ? 'CLOSE_BUY' : 'CLOSE_SELL',
      sessionId: account.session.session_id,
    });
  }
  return [...closes.values()];
}

function sendClose({ symbol, type, sessionId }: Close, name: string): Promise<{ signal_id: number }> {
  return answerOf(
    api.POST('/api/v1/trading/signals', {
      body: {
        symbol,
        signal_type: type,
        session_id: sessionId,
        signal_time: new Date().toISOString(),
        client_signal_id: `${name}-${sessionId.slice(0, 8)}-${symbol}-${type}`,
        strategy: 'manual',
      },
    }),
  );
}
