import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccounts, useRiskState } from '../api/queries';
import { Ago, classes } from '../design/design';
import { Icon } from '../design/icons';
import styles from './shell.module.css';
import { persistently } from './persistently';

/** Only who is stopped resumes. */
const ResumeDialog = lazy(
  persistently(async () => ({ default: (await import('./resume-dialog')).ResumeDialog })),
);

/** Says that trading is stopped, why and since when, for as long as it is. */
export function HaltBanner(): ReactNode {
  const { data } = useRiskState();
  const switches = (data?.switches ?? []).filter(({ state }) => state !== 'ACTIVE');
  return (
    <>
      {switches.map((held) => (
        <Held key={`${held.scope} ${held.account_id ?? ''}`} held={held} />
      ))}
    </>
  );
}

type Switch = NonNullable<ReturnType<typeof useRiskState>['data']>['switches'][number];

function Held({ held }: { readonly held: Switch }): ReactNode {
  const { t } = useTranslation();
  const { data: accounts } = useAccounts();
  const [opened, dialog] = useDisclosure(false);
  const account = accounts?.find(({ account_id: id }) => id === held.account_id);
  const where = account
    ? t('halt.account', { account: account.account_number, broker: account.broker })
    : t(held.scope === 'SERVER' ? 'halt.server' : 'halt.everywhere');
  return (
    <section
      className={classes(styles['banner'], held.state === 'REDUCING' && styles['bannerReducing'])}
      aria-label={t('halt.label')}
    >
      <Icon name="stop" size={20} />
      <div className={styles['bannerText']}>
        <strong>{t(held.state === 'HALTED' ? 'halt.halted' : 'halt.reducing', { where })}</strong>{' '}
        <span>
          {held.reason} · <Ago since={held.changed_at} />
        </span>
      </div>
      {held.scope === 'SERVER' ? null : (
        <Button size="xs" variant="default" onClick={dialog.open}>
          {t('halt.resume')}
        </Button>
      )}
      <Suspense fallback={null}>
        <ResumeDialog opened={opened} onClose={dialog.close} accountId={held.account_id} where={where} />
      </Suspense>
    </section>
  );
}
