import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/client';
import { KEYS } from '../api/queries';
import { ReasonDialog } from './reason-dialog';

/** Lets trading go on: whoever does says why, and proves with the password that it is them. */
export function ResumeDialog(props: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly accountId: string | null;
  readonly where: string;
}): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  return (
    <ReasonDialog
      opened={props.opened}
      onClose={props.onClose}
      title={t('halt.resumeTitle')}
      submit={t('halt.resume')}
      asksPassword
      act={async (given) => {
        await answerOf(api.POST('/api/v1/risk/resume', { body: { account_id: props.accountId, ...given } }));
        await client.invalidateQueries({ queryKey: KEYS.riskState });
      }}
    >
      <p style={{ margin: 0 }}>{t('halt.resumeText', { where: props.where })}</p>
    </ReasonDialog>
  );
}
