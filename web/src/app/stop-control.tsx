import { Button, Group, Modal, NativeSelect, Radio, Stack, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/client';
import { KEYS, useAccounts, useOpenPositions } from '../api/queries';
import { Trouble } from '../design/design';
import { Icon } from '../design/icons';

type Mode = 'HALTED' | 'REDUCING';

/** The stop, on every screen. Two clicks: nobody should have to type in a hurry. */
export function StopControl(): ReactNode {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button
        color="red"
        size="sm"
        leftSection={<Icon name="stop" size={17} />}
        onClick={dialog.open}
        aria-haspopup="dialog"
      >
        {t('stop.button')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('stop.title')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <StopForm onDone={dialog.close} />
      </Modal>
    </>
  );
}

function StopForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: accounts = [] } = useAccounts();
  const { data: positions = [] } = useOpenPositions();
  const [mode, setMode] = useState<Mode>('HALTED');
  const [accountId, setAccountId] = useState('');
  const [reason, setReason] = useState<string>(t('stop.usualReason'));
  const concerned = positions.filter(
    (position) => accountId === '' || position.account_id === accountId,
  ).length;
  const kill = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/risk/kill', {
          body: { mode, reason: reason.trim(), account_id: accountId === '' ? null : accountId },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: KEYS.riskState });
      onDone();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        kill.mutate();
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
            <Radio value="HALTED" label={t('stop.halted')} description={t('stop.haltedHint')} />
            <Radio value="REDUCING" label={t('stop.reducing')} description={t('stop.reducingHint')} />
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
        <p style={{ margin: 0 }} className="small">
          {t('stop.consequence', { count: concerned })}
        </p>
        {kill.error ? <Trouble error={kill.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            color="red"
            loading={kill.isPending}
            disabled={reason.trim().length < 3}
            data-autofocus
          >
            {t(mode === 'HALTED' ? 'stop.doHalt' : 'stop.doReduce')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
