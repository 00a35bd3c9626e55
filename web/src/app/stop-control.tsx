import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../design/icons';
import { persistently } from './persistently';

/** Fetched when a hand comes near the button: it is not among what has to be there first. */
const StopDialog = lazy(persistently(async () => ({ default: (await import('./stop-dialog')).StopDialog })));

/** The stop, on every screen. Two clicks: nobody should have to type in a hurry. */
export function StopControl(): ReactNode {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [isNear, setNear] = useState(false);
  const [opened, dialog] = useDisclosure(false);
  const approach = (): void => {
    setNear(true);
  };
  return (
    <>
      <Button
        ref={button}
        color="red"
        size="sm"
        leftSection={<Icon name="stop" size={17} />}
        onPointerEnter={approach}
        onFocus={approach}
        onClick={() => {
          approach();
          dialog.open();
        }}
        aria-haspopup="dialog"
      >
        {t('stop.button')}
      </Button>
      {isNear ? (
        <Suspense fallback={null}>
          <StopDialog
            opened={opened}
            onClose={() => {
              dialog.close();
              // A dialog that came open into being does not know whence it was asked for.
              window.setTimeout(() => button.current?.focus());
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
