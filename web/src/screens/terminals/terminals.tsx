import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Session, useSessions } from '../../api/queries';
import { Ago, Awaited, Card, Empty, PageHead } from '../../design/design';
import { DataTable } from '../../design/data-table';
import { useFormat } from '../../format/format';
import { SessionPill } from './terminal-state';

/** Every connection of a terminal, those that ended included. */
export default function TerminalsScreen(): ReactNode {
  const { t } = useTranslation();
  const sessions = useSessions();
  return (
    <>
      <PageHead
        title={t('places.terminals')}
        text={t('terminals.text')}
        actions={
          <Button component={Link} href="/welcome" variant="default">
            {t('terminals.connect')}
          </Button>
        }
      />
      <Card title={t('terminals.connections')} flush>
        <Awaited of={sessions}>
          {() => (sessions.data?.length ? <Sessions sessions={sessions.data} /> : <NoTerminal />)}
        </Awaited>
      </Card>
    </>
  );
}

export function NoTerminal(): ReactNode {
  const { t } = useTranslation();
  return (
    <Empty
      icon="plug"
      title={t('terminals.none')}
      text={t('terminals.noneText')}
      action={
        <Button component={Link} href="/welcome">
          {t('terminals.connect')}
        </Button>
      }
    />
  );
}

function Sessions({ sessions }: { readonly sessions: readonly Session[] }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      caption={t('terminals.connections')}
      rows={sessions}
      rowKey={({ session_id: id }) => id}
      columns={[
        {
          key: 'account',
          header: t('common.account'),
          cell: (session) => `${session.account_number} · ${session.broker}`,
        },
        { key: 'status', header: t('terminals.state'), cell: (session) => <SessionPill session={session} /> },
        {
          key: 'seen',
          header: t('terminals.seen'),
          cell: (session) => <Ago since={session.last_seen_at} />,
        },
        {
          key: 'since',
          header: t('terminals.since'),
          cell: (session) => format.dateTime(session.connected_at),
        },
        {
          key: 'client',
          header: t('terminals.client'),
          cell: (session) =>
            session.client === 'connector'
              ? t('terminals.connector', { version: session.ea_version ?? '?' })
              : t('terminals.seed'),
        },
        {
          key: 'build',
          header: t('terminals.build'),
          align: 'right',
          cell: (session) => session.terminal_build ?? '–',
        },
        {
          key: 'clock',
          header: t('terminals.clock'),
          align: 'right',
          cell: (session) =>
            session.clock_offset_ms === null ? '–' : `${format.signed(session.clock_offset_ms, 0)} ms`,
        },
      ]}
    />
  );
}
