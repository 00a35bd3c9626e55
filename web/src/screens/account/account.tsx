import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { login } from '../../api/login';
import { useMe } from '../../api/queries';
import { CurrencyChoice, Labelled, ProfitColoursChoice, ThemeChoice, ZoneChoice } from '../../app/choices';
import { LanguageChoice } from '../../app/language-choice';
import { toast } from '../../app/toasts';
import { Card, Facts, PageHead, Trouble } from '../../design/design';
import { useFormat } from '../../format/format';
import styles from './account.module.css';
import { Logins } from './logins';

export default function AccountScreen(): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('places.account')} />
      <div className={styles['cards']}>
        <div className={styles['column']}>
          <Person />
          <PasswordCard />
        </div>
        <Card title={t('account.display')}>
          <Stack gap="md">
            <Labelled label={t('preferences.language')}>
              <LanguageChoice />
            </Labelled>
            <ThemeChoice />
            <ProfitColoursChoice />
            <ZoneChoice />
            <CurrencyChoice />
            <p className="small quiet" style={{ margin: 0 }}>
              {t('account.displayText')}
            </p>
          </Stack>
        </Card>
      </div>
      <Logins />
    </>
  );
}

function Person(): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: me } = useMe();
  return (
    <Card title={t('account.person')}>
      <Facts
        facts={[
          [t('account.username'), me?.username ?? '–'],
          [t('register.email'), me?.email ?? '–'],
          [t('account.since'), format.date(me?.created_at)],
        ]}
      />
    </Card>
  );
}

function PasswordCard(): ReactNode {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/auth/password', { body: { current_password: current, new_password: next } }),
      ),
    onSuccess: (pair) => {
      login.replace(pair);
      setCurrent('');
      setNext('');
      toast(t('account.passwordChanged'));
    },
  });
  const eye = { 'aria-label': t('login.showPassword') };
  return (
    <Card title={t('account.password')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack gap="md">
          <PasswordInput
            label={t('account.currentPassword')}
            autoComplete="current-password"
            value={current}
            onChange={(event) => {
              setCurrent(event.currentTarget.value);
            }}
            visibilityToggleButtonProps={eye}
            required
            withAsterisk={false}
          />
          <PasswordInput
            label={t('account.newPassword')}
            description={t('register.passwordHint')}
            autoComplete="new-password"
            minLength={8}
            value={next}
            onChange={(event) => {
              setNext(event.currentTarget.value);
            }}
            visibilityToggleButtonProps={eye}
            required
            withAsterisk={false}
          />
          <p className="small quiet" style={{ margin: 0 }}>
            {t('account.passwordText')}
          </p>
          {change.error ? <Trouble error={change.error} /> : null}
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending}>
              {t('account.changePassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
