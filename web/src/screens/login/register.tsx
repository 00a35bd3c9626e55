import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { answerOf, api } from '../../api/client';
import { login } from '../../api/login';
import { asProblem } from '../../api/problem';
import { Door } from '../../app/door';
import { usePreferences } from '../../app/preferences';
import { PageHead, Trouble } from '../../design/design';

/** The first of the steps to the first signal; the others follow it once one is logged in. */
export default function RegisterScreen(): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const [, go] = useLocation();
  const [form, setForm] = useState({ email: '', username: '', password: '' });
  const attempt = useMutation({
    mutationFn: async () => {
      await answerOf(api.POST('/api/v1/auth/register', { body: { ...form, language } }));
      go('/welcome', { replace: true });
      await login.logIn({ username: form.username, password: form.password }, true);
    },
  });
  const problem = attempt.error === null ? null : asProblem(attempt.error);
  const field = (name: keyof typeof form): object => ({
    value: form[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      const { value } = event.currentTarget;
      setForm((before) => ({ ...before, [name]: value }));
    },
    error: problem?.messageFor(name) ? t(`register.wrong.${name}`) : undefined,
    required: true,
    withAsterisk: false,
  });
  return (
    <Door>
      <PageHead title={t('register.title')} text={t('register.text')} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          attempt.mutate();
        }}
      >
        <Stack gap="md">
          {problem ? <Trouble error={problem} /> : null}
          <TextInput label={t('register.email')} type="email" autoComplete="email" {...field('email')} />
          <TextInput
            label={t('register.username')}
            description={t('register.usernameHint')}
            autoComplete="username"
            autoCapitalize="none"
            minLength={3}
            maxLength={64}
            {...field('username')}
          />
          <PasswordInput
            label={t('login.password')}
            description={t('register.passwordHint')}
            autoComplete="new-password"
            minLength={8}
            visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
            {...field('password')}
          />
          <Button type="submit" loading={attempt.isPending} fullWidth size="md">
            {t('register.submit')}
          </Button>
          <p style={{ margin: 0 }} className="small quiet">
            {t('register.known')} <Link href="/login">{t('login.submit')}</Link>
          </p>
        </Stack>
      </form>
    </Door>
  );
}
