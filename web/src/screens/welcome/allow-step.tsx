import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Copyable } from '../../design/design';
import { backendUrl } from './expert-inputs';
import styles from './welcome.module.css';

const PARTS = { strong: <strong />, code: <code /> };

export function AllowStep({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('welcome.allow.title')}</h2>
      <p className="quiet">{t('welcome.allow.text')}</p>
      <ol className={styles['how']}>
        <li>
          <Trans i18nKey="welcome.allow.open" components={PARTS} />
        </li>
        <li>
          <Trans i18nKey="welcome.allow.tick" components={PARTS} />
        </li>
        <li>
          <Trans i18nKey="welcome.allow.add" components={PARTS} />
        </li>
      </ol>
      <Copyable text={backendUrl()} label={t('welcome.allow.url')} />
      <h2 style={{ marginTop: '1.5rem' }}>{t('welcome.allow.attachTitle')}</h2>
      <ol className={styles['how']} style={{ marginTop: '0.5rem' }}>
        <li>
          <Trans i18nKey="welcome.allow.attach" components={PARTS} />
        </li>
        <li>
          <Trans i18nKey="welcome.allow.load" components={PARTS} />
        </li>
        <li>
          <Trans i18nKey="welcome.allow.algo" components={PARTS} />
        </li>
      </ol>
      <div className={styles['foot']}>
        <Button onClick={onDone}>{t('common.next')}</Button>
      </div>
    </>
  );
}
