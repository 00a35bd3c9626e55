import { Button, NativeSelect, Radio, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/client';
import { KEYS, useAccounts, useOpenPositions } from '../api/queries';
import { Caution, Trouble } from '../design/design';
import { Dialog, DialogEnd, isTyped, TypedWord } from '../design/dialog';

/** The rungs below trading: close only, nothing at all, and everything closed first. */
export type StopMode = 'REDUCING' | 'HALTED' | 'FLATTEN';

const MODES = ['REDUCING', 'HALTED', 'FLATTEN'] as const satisfies readonly StopMode[];
const SHORTEST_REASON = 3;

/** Stops trading, as far as is chosen, here or everywhere; what it brings about is said before. */
export function StopDialog(props: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly mode?: StopMode;
  readonly accountId?: string;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t('stop.title')} wide>
      <StopForm mode={props.mode ?? 'HALTED'} accountId={props.accountId ?? ''} onDone={props.onClose} />
    </Dialog>
  );
}

function StopForm(props: {
  readonly mode: StopMode;
  readonly accountId: string;
  readonly onDone: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: accounts = [] } = useAccounts();
  const { data: positions = [] } = useOpenPositions();
  const [mode, setMode] = useState(props.mode);
  const [accountId, setAccountId] = useState(props.accountId);
  const [reason, setReason] = useState<string>(t('stop.usualReason'));
  const [typed, setTyped] = useState('');
  const count = positions.filter((position) => accountId === '' || position.account_id === accountId).length;
  const word = t('close.word');
  // Stopping takes two clicks. Closing everything cannot be undone: that is typed.
  const isConfirmed = mode !== 'FLATTEN' || isTyped(word, typed);
  const stop = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/risk/kill', {
          body: {
            mode: mode === 'REDUCING' ? 'REDUCING' : 'HALTED',
            close_all: mode === 'FLATTEN',
            reason: reason.trim(),
            account_id: accountId === '' ? null : accountId,
          },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: KEYS.riskState });
      props.onDone();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isConfirmed) stop.mutate();
      }}
    >
      <Stack gap="md">
        <Radio.Group
          label={t('stop.what')}
          value={mode}
          onChange={(value) => {
            setMode(value);
          }}
        >
          <Stack gap="xs" mt="xs">
            {MODES.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`stop.mode.${value}`)}
                description={t(`stop.hint.${value}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {accounts.length > 1 ? (
          <NativeSelect
            label={t('stop.where')}
            value={accountId}
            onChange={(event) => {
              setAccountId(event.currentTarget.value);
            }}
            data={[
              { value: '', label: t('stop.everywhere') },
              ...accounts.map((account) => ({
                value: account.account_id,
                label: `${account.account_number} · ${account.broker}`,
              })),
            ]}
          />
        ) : null}
        <Textarea
          label={t('stop.reason')}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
          maxLength={500}
          autosize
          minRows={1}
        />
        {mode === 'FLATTEN' ? (
          <>
            <Caution>{t('stop.flattens', { count })}</Caution>
            <TypedWord word={word} typed={typed} onType={setTyped} />
          </>
        ) : (
          <p style={{ margin: 0 }} className="small">
            {t('stop.consequence', { count })}
          </p>
        )}
        {stop.error ? <Trouble error={stop.error} /> : null}
        <DialogEnd onCancel={props.onDone}>
          <Button
            type="submit"
            color="red"
            loading={stop.isPending}
            disabled={reason.trim().length < SHORTEST_REASON || !isConfirmed}
            data-autofocus={mode === 'FLATTEN' ? undefined : true}
          >
            {t(`stop.do.${mode}`)}
          </Button>
        </DialogEnd>
      </Stack>
    </form>
  );
}
