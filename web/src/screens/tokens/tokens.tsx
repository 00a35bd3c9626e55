import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { type ApiToken, KEYS, useTokens } from '../../api/queries';
import { Ago, Awaited, Card, Empty, PageHead, Pill, Trouble } from '../../design/design';
import { DataTable } from '../../design/data-table';
import { Dialog, DialogEnd } from '../../design/dialog';
import { Icon } from '../../design/icons';
import { useFormat } from '../../format/format';
import { useNow } from '../../format/now';
import { NewToken } from './new-token';

/** The keys of terminals and programs: made, seen once, revoked. */
export default function TokensScreen(): ReactNode {
  const { t } = useTranslation();
  const tokens = useTokens();
  const [opened, dialog] = useDisclosure(false);
  const make = (
    <Button leftSection={<Icon name="plus" />} onClick={dialog.open}>
      {t('tokens.make')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('places.tokens')} text={t('tokens.text')} actions={make} />
      <Card title={t('tokens.list')} flush>
        <Awaited of={tokens}>
          {() =>
            tokens.data?.length ? (
              <Tokens tokens={tokens.data} />
            ) : (
              <Empty icon="tokens" title={t('tokens.none')} text={t('tokens.noneText')} />
            )
          }
        </Awaited>
      </Card>
      <Dialog opened={opened} onClose={dialog.close} title={t('tokens.make')} wide>
        <NewToken onDone={dialog.close} />
      </Dialog>
    </>
  );
}

function Tokens({ tokens }: { readonly tokens: readonly ApiToken[] }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  return (
    <>
      <DataTable
        caption={t('tokens.list')}
        rows={tokens}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', header: t('tokens.name'), cell: ({ name }) => name },
          {
            key: 'token',
            header: t('tokens.token'),
            cell: ({ prefix, last_four: lastFour }) => (
              <code>
                {prefix}…{lastFour}
              </code>
            ),
          },
          {
            key: 'scopes',
            header: t('tokens.scopes'),
            cell: ({ scopes }) => scopes.map((scope) => t(`tokens.scope.${SCOPE_KEYS[scope]}`)).join(', '),
          },
          {
            key: 'used',
            header: t('tokens.used'),
            cell: ({ last_used_at: used }) => (used === null ? t('tokens.never') : <Ago since={used} />),
          },
          { key: 'made', header: t('tokens.made'), cell: ({ created_at: made }) => format.date(made) },
          { key: 'state', header: t('tokens.state'), cell: (token) => <TokenPill token={token} /> },
          {
            key: 'revoke',
            header: t('tokens.action'),
            phone: 'bare',
            cell: (token) =>
              token.revoked_at === null ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    setRevoking(token);
                  }}
                  aria-label={`${t('tokens.revoke')} ${token.name}`}
                >
                  {t('tokens.revoke')}
                </Button>
              ) : null,
          },
        ]}
      />
      <Revocation
        token={revoking}
        onClose={() => {
          setRevoking(null);
        }}
      />
    </>
  );
}

/** A colon would part a text's key from its namespace. */
export const SCOPE_KEYS = { terminal: 'terminal', 'signals:write': 'signals', read: 'read' } as const;

function TokenPill({ token }: { readonly token: ApiToken }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (token.revoked_at !== null) return <Pill tone="idle">{t('tokens.revoked')}</Pill>;
  if (token.expires_at === null) return <Pill tone="live">{t('tokens.good')}</Pill>;
  const over = Date.parse(token.expires_at) < now;
  return over ? (
    <Pill tone="idle">{t('tokens.expired')}</Pill>
  ) : (
    <Pill tone="live">{t('tokens.goodUntil', { date: format.date(token.expires_at) })}</Pill>
  );
}

function Revocation({
  token,
  onClose,
}: {
  readonly token: ApiToken | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: (id: string) =>
      answerOf(api.DELETE('/api/v1/auth/tokens/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: KEYS.tokens });
      onClose();
    },
  });
  return (
    <Dialog
      opened={token !== null}
      onClose={onClose}
      title={t('tokens.revokeTitle', { name: token?.name ?? '' })}
    >
      <Stack gap="md">
        <p style={{ margin: 0 }}>{t('tokens.revokeText')}</p>
        {revoke.error ? <Trouble error={revoke.error} /> : null}
        <DialogEnd onCancel={onClose}>
          <Button
            color="red"
            loading={revoke.isPending}
            onClick={() => {
              if (token) revoke.mutate(token.id);
            }}
          >
            {t('tokens.revoke')}
          </Button>
        </DialogEnd>
      </Stack>
    </Dialog>
  );
}
