import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccounts, useOpenPositions } from '../../api/queries';
import { Awaited, Card, Empty, PageHead } from '../../design/design';
import { CloseAll } from './close-positions';
import { PositionsTable } from './positions-table';

export default function PositionsScreen(): ReactNode {
  const { t } = useTranslation();
  const positions = useOpenPositions();
  const accounts = useAccounts();
  const [opened, dialog] = useDisclosure(false);
  const some = (positions.data?.length ?? 0) > 0;
  return (
    <>
      <PageHead
        title={t('places.positions')}
        text={t('positions.text')}
        actions={
          some ? (
            <Button variant="default" onClick={dialog.open} aria-haspopup="dialog">
              {t('close.all')}
            </Button>
          ) : undefined
        }
      />
      <Card title={t('positions.open')} flush>
        <Awaited of={positions}>
          {() =>
            some ? (
              <PositionsTable positions={positions.data ?? []} accounts={accounts.data ?? []} />
            ) : (
              <Empty icon="positions" title={t('positions.none')} text={t('positions.noneText')} />
            )
          }
        </Awaited>
      </Card>
      <CloseAll
        opened={opened}
        positions={positions.data ?? []}
        accounts={accounts.data ?? []}
        onDone={dialog.close}
      />
    </>
  );
}
