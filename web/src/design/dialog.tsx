import { Button, Group, Modal, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks for something before it is done. Its cross has a name for who does not see it. */
export function Dialog(props: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** For a form, or a list of what would be done. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={props.wide === true ? 'lg' : 'md'}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {props.children}
    </Modal>
  );
}

/** The end of a dialog: the way out, and beside it the button that does what the dialog is about. */
export function DialogEnd(props: { readonly onCancel: () => void; readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={props.onCancel}>
        {t('common.cancel')}
      </Button>
      {props.children}
    </Group>
  );
}

/** Asks for a word to be typed before what cannot be undone: two clicks are made too easily. */
export function TypedWord(props: {
  readonly word: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('close.type', { word: props.word })}
      value={props.typed}
      onChange={(event) => {
        props.onType(event.currentTarget.value);
      }}
      autoComplete="off"
      data-autofocus
    />
  );
}

/** Whether the word was typed, in capitals or not. */
export function isTyped(word: string, typed: string): boolean {
  return typed.trim().toUpperCase() === word.toUpperCase();
}
