import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CurrencyChoice, Labelled, ThemeChoice, ZoneChoice } from '../../app/choices';
import { LanguageChoice } from '../../app/language-choice';
import styles from './welcome.module.css';

export function TasteStep({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('welcome.taste.title')}</h2>
      <p className="quiet">{t('welcome.taste.text')}</p>
      <Stack gap="md">
        <Labelled label={t('preferences.language')}>
          <LanguageChoice />
        </Labelled>
        <ThemeChoice />
        <CurrencyChoice />
        <ZoneChoice />
      </Stack>
      <div className={styles['foot']}>
        <Button onClick={onDone}>{t('common.next')}</Button>
      </div>
    </>
  );
}
