import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/client';
import { KEYS } from '../api/queries';
import { Trouble } from '../design/design';

const SHORTEST_REASON = 3;

/** Lets trading go on: whoever does says why. */
export function ResumeDialog(props: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly accountId: string | null;
  readonly where: string;
}): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const resume = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/risk/resume', { body: { account_id: props.accountId, reason: reason.trim() } }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: KEYS.riskState });
      setReason('');
      props.onClose();
    },
  });
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('halt.resumeTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          resume.mutate();
        }}
      >
        <Stack gap="md">
          <p style={{ margin: 0 }}>{t('halt.resumeText', { where: props.where })}</p>
          <Textarea
            label={t('halt.reason')}
            description={t('halt.reasonHint')}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
            maxLength={500}
            autosize
            minRows={2}
            data-autofocus
          />
          {resume.error ? <Trouble error={resume.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={resume.isPending}
              disabled={reason.trim().length < SHORTEST_REASON}
            >
              {t('halt.resume')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
