import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Schemas } from '../../api/client';
import { KEYS } from '../../api/queries';
import { Caution, Copyable, Trouble } from '../../design/design';
import { DialogEnd } from '../../design/dialog';

type Scope = Schemas['CreatedApiTokenAnswer']['scopes'][number];

const SCOPES = [
  ['terminal', 'terminal'],
  ['signals:write', 'signals'],
  ['read', 'read'],
] as const satisfies readonly (readonly [Scope, string])[];

/** Makes a token and shows it, this once. */
export function NewToken({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['terminal']);
  const make = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/api/v1/auth/tokens', { body: { name: name.trim(), scopes, expires_at: null } })),
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS.tokens }),
  });
  if (make.data) {
    return (
      <Stack gap="md">
        <Caution>{t('tokens.once')}</Caution>
        <Copyable text={make.data.token} label={t('tokens.token')} />
        <Group justify="flex-end">
          <Button onClick={onDone}>{t('tokens.kept')}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('tokens.name')}
          description={t('tokens.nameHint')}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
          maxLength={100}
          required
          withAsterisk={false}
          data-autofocus
        />
        <Checkbox.Group
          label={t('tokens.scopes')}
          value={scopes}
          onChange={(values) => {
            setScopes(values);
          }}
        >
          <Stack gap="xs" mt="xs">
            {SCOPES.map(([scope, key]) => (
              <Checkbox
                key={scope}
                value={scope}
                label={t(`tokens.scope.${key}`)}
                description={t(`tokens.scopeHint.${key}`)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        {make.error ? <Trouble error={make.error} /> : null}
        <DialogEnd onCancel={onDone}>
          <Button type="submit" loading={make.isPending} disabled={scopes.length === 0}>
            {t('tokens.make')}
          </Button>
        </DialogEnd>
      </Stack>
    </form>
  );
}
