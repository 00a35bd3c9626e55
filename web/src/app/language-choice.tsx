import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, prefer, usePreferences } from './preferences';

/** Each language under its own name: whoever looks for theirs cannot read the other. */
const NAMES = [
  { value: 'en', label: 'English' },
  { value: 'fr', label: 'Français' },
];

export function LanguageChoice(): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('preferences.language')}
      data={NAMES}
      value={language}
      onChange={(value) => {
        prefer({ language: value as Language });
      }}
    />
  );
}
