import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../design/icons';
import { StopDialog } from './stop-dialog';

/** The stop, on every screen. Two clicks: nobody should have to type in a hurry. */
export function StopControl(): ReactNode {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button
        color="red"
        size="sm"
        leftSection={<Icon name="stop" size={17} />}
        onClick={dialog.open}
        aria-haspopup="dialog"
      >
        {t('stop.button')}
      </Button>
      <StopDialog opened={opened} onClose={dialog.close} />
    </>
  );
}
