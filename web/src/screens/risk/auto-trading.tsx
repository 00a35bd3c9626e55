import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { type Account, KEYS } from '../../api/queries';
import { Caution, Pill, Trouble } from '../../design/design';
import { Dialog, DialogEnd } from '../../design/dialog';
import styles from './risk.module.css';

/** Pauses one account, and lets it go on: paused, it follows only the signals that name it. */
export function AutoTrading({ account }: { readonly account: Account }): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [opened, dialog] = useDisclosure(false);
  const { account_id: accountId, auto_trading: on } = account;
  const change = useMutation({
    mutationFn: () =>
      answerOf(
        api.PATCH('/api/v1/accounts/{accountId}', {
          params: { path: { accountId } },
          body: { auto_trading: !on },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: KEYS.accounts });
      dialog.close();
    },
  });
  return (
    <div className={styles['auto']}>
      <span>
        {t('auto.title')} <Pill tone={on ? 'live' : 'warn'}>{t(on ? 'auto.on' : 'auto.off')}</Pill>
      </span>
      <Button size="xs" variant="default" onClick={dialog.open} aria-haspopup="dialog">
        {t(on ? 'auto.pause' : 'auto.resume')}
      </Button>
      <Dialog
        opened={opened}
        onClose={dialog.close}
        title={t(on ? 'auto.pauseTitle' : 'auto.resumeTitle', { account: account.account_number })}
      >
        <Stack gap="md">
          <Caution>{t(on ? 'auto.pauseText' : 'auto.resumeText')}</Caution>
          {change.error ? <Trouble error={change.error} /> : null}
          <DialogEnd onCancel={dialog.close}>
            <Button
              loading={change.isPending}
              data-autofocus
              onClick={() => {
                change.mutate();
              }}
            >
              {t(on ? 'auto.pause' : 'auto.resume')}
            </Button>
          </DialogEnd>
        </Stack>
      </Dialog>
    </div>
  );
}
