import { Button, Checkbox, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { login } from '../../api/login';
import { Door } from '../../app/door';
import { PageHead, Trouble } from '../../design/design';

export default function LoginScreen(): ReactNode {
  const { t } = useTranslation();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [stay, setStay] = useState(true);
  const attempt = useMutation({ mutationFn: () => login.logIn({ username, password }, stay) });
  return (
    <Door>
      <PageHead title={t('login.title')} text={t('login.text')} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          attempt.mutate();
        }}
      >
        <Stack gap="md">
          {attempt.error ? <Trouble error={attempt.error} /> : null}
          <TextInput
            label={t('login.username')}
            autoComplete="username"
            autoCapitalize="none"
            value={username}
            onChange={(event) => {
              setUsername(event.currentTarget.value);
            }}
            required
            withAsterisk={false}
          />
          <PasswordInput
            label={t('login.password')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
            }}
            visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
            required
            withAsterisk={false}
          />
          <Checkbox
            label={t('login.stay')}
            checked={stay}
            onChange={(event) => {
              setStay(event.currentTarget.checked);
            }}
          />
          <Button type="submit" loading={attempt.isPending} fullWidth size="md">
            {t('login.submit')}
          </Button>
          <p style={{ margin: 0 }} className="small quiet">
            {t('login.new')} <Link href="/register">{t('login.register')}</Link>
          </p>
        </Stack>
      </form>
    </Door>
  );
}
