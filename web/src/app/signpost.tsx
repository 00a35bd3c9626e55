import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Empty, PageHead } from '../design/design';

/** Where an address leads that leads nowhere. */
export function Signpost(): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('lost.title')} />
      <Empty
        icon="alert"
        title={t('lost.title')}
        text={t('lost.text')}
        action={
          <Button component={Link} href="/" variant="default">
            {t('lost.home')}
          </Button>
        }
      />
    </>
  );
}
