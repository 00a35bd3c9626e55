import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { login } from '../../api/login';
import { KEYS, type PersonLogin, useLogins } from '../../api/queries';
import { toast } from '../../app/toasts';
import { Ago, Awaited, Card, Pill, Trouble } from '../../design/design';
import { DataTable } from '../../design/data-table';
import { useFormat } from '../../format/format';
import styles from './account.module.css';

/** Every browser and program that the password has let in, and the way to put one of them out. */
export function Logins(): ReactNode {
  const { t } = useTranslation();
  const logins = useLogins();
  return (
    <Card title={t('account.logins')} actions={<EndAll />} flush>
      <p className={styles['intro']}>{t('account.loginsText')}</p>
      <Awaited of={logins}>{() => <LoginTable logins={logins.data ?? []} />}</Awaited>
    </Card>
  );
}

function LoginTable({ logins }: { readonly logins: readonly PersonLogin[] }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (id: string) =>
      answerOf(api.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      toast(t('account.loginEnded'));
      await client.invalidateQueries({ queryKey: KEYS.logins });
    },
  });
  const deviceOf = useDeviceName();
  return (
    <>
      {end.error ? <Trouble error={end.error} /> : null}
      <DataTable
        caption={t('account.logins')}
        rows={logins}
        rowKey={({ id }) => id}
        columns={[
          { key: 'device', header: t('account.device'), cell: deviceOf },
          {
            key: 'used',
            header: t('account.loginUsed'),
            cell: ({ current, last_used_at: used }) =>
              current ? <Pill tone="live">{t('account.thisDevice')}</Pill> : <Ago since={used} />,
          },
          {
            key: 'since',
            header: t('account.loggedIn'),
            cell: ({ logged_in_at: at }) => format.dayAndClock(at),
          },
          { key: 'ip', header: t('account.address'), cell: ({ client_ip: ip }) => <code>{ip ?? '–'}</code> },
          {
            key: 'end',
            header: t('account.loginAction'),
            phone: 'bare',
            cell: (one) =>
              one.current ? null : (
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={end.isPending && end.variables === one.id}
                  onClick={() => {
                    end.mutate(one.id);
                  }}
                  aria-label={`${t('account.endLogin')}: ${deviceOf(one)}`}
                >
                  {t('account.endLogin')}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}

function useDeviceName(): (login: PersonLogin) => string {
  const { t } = useTranslation();
  return ({ browser, system }) => {
    if (browser !== null && system !== null) return t('account.browserOn', { browser, system });
    return browser ?? system ?? t('account.unknownDevice');
  };
}

function EndAll(): ReactNode {
  const { t } = useTranslation();
  const end = useMutation({
    mutationFn: async () => {
      await answerOf(api.POST('/api/v1/auth/logout', { body: {} }));
      await login.logOut();
    },
    onError: () => {
      toast(t('account.notEnded'));
    },
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={end.isPending}
      onClick={() => {
        end.mutate();
      }}
    >
      {t('account.endLogins')}
    </Button>
  );
}
