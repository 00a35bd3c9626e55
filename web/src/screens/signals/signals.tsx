import { Button, NativeSelect } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { type Signal, useSignals } from '../../api/queries';
import { Awaited, Card, Empty, PageHead } from '../../design/design';
import { Dialog } from '../../design/dialog';
import { Icon } from '../../design/icons';
import { SendSignal } from './send-signal';
import { SignalList } from './signal-list';
import { SignalStoryPanel } from './signal-story';
import styles from './signals.module.css';

const STATUSES = [
  'PENDING',
  'EXECUTED',
  'PARTIALLY_EXECUTED',
  'REJECTED',
  'FAILED',
  'EXPIRED',
  'CANCELLED',
] as const satisfies readonly Signal['status'][];

export default function SignalsScreen(): ReactNode {
  const { t } = useTranslation();
  const params = useParams();
  const [, go] = useLocation();
  const [status, setStatus] = useState<Signal['status'] | ''>('');
  const [opened, dialog] = useDisclosure(false);
  const signals = useSignals(status === '' ? {} : { status });
  const chosen = /^\d+$/.test(params['id'] ?? '') ? Number(params['id']) : undefined;
  const send = (
    <Button leftSection={<Icon name="plus" />} onClick={dialog.open}>
      {t('signals.send')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('places.signals')} text={t('signals.text')} actions={send} />
      <div className={styles['split']} data-chosen={chosen === undefined ? undefined : true}>
        <div className={styles['listSide']}>
          <Card
            title={t('signals.all')}
            flush
            actions={
              <NativeSelect
                size="xs"
                aria-label={t('signals.filter')}
                value={status}
                onChange={(event) => {
                  setStatus(event.currentTarget.value as Signal['status'] | '');
                }}
                data={[
                  { value: '', label: t('signals.anyStatus') },
                  ...STATUSES.map((value) => ({ value, label: t(`signal.status.${value}`) })),
                ]}
              />
            }
          >
            <Awaited of={signals}>
              {() =>
                signals.data?.length ? (
                  <>
                    <SignalList signals={signals.data} chosen={chosen} />
                    {signals.hasNextPage ? (
                      <div className={styles['foot']}>
                        <Button
                          variant="default"
                          size="xs"
                          loading={signals.isFetchingNextPage}
                          onClick={() => void signals.fetchNextPage()}
                        >
                          {t('common.more')}
                        </Button>
                      </div>
                    ) : null}
                  </>
                ) : (
                  <Empty icon="signals" title={t('signals.none')} text={t('signals.noneText')} />
                )
              }
            </Awaited>
          </Card>
        </div>
        {chosen === undefined ? (
          <Card title={t('signals.story')}>
            <Empty icon="pulse" title={t('signals.choose')} text={t('signals.chooseText')} />
          </Card>
        ) : (
          <SignalStoryPanel key={chosen} id={chosen} />
        )}
      </div>
      <Dialog opened={opened} onClose={dialog.close} title={t('signals.send')} wide>
        <SendSignal
          onCancel={dialog.close}
          onSent={(id) => {
            dialog.close();
            go(`/signals/${id}`);
          }}
        />
      </Dialog>
    </>
  );
}
