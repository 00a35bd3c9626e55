import { Button, PasswordInput, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Trouble } from '../design/design';
import { Dialog, DialogEnd } from '../design/dialog';

const SHORTEST_REASON = 3;
const LONGEST_REASON = 500;

export interface Reasoned {
  readonly reason: string;
  /** Empty where none is asked for. */
  readonly password: string;
}

interface ReasonDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What it will bring about, before it does. */
  readonly children: ReactNode;
  readonly submit: string;
  /** A page that was left open is not a person: what loosens a protection asks who is there. */
  readonly asksPassword: boolean;
  readonly act: (given: Reasoned) => Promise<unknown>;
}

/** Asks why, and where it matters who; then does it, and closes when the backend has said that it is done. */
export function ReasonDialog(props: ReasonDialogProps): ReactNode {
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={props.title}>
      {/* Made anew each time: neither a password nor a refusal waits in a closed dialog. */}
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm({ children, submit, asksPassword, act, onClose }: ReasonDialogProps): ReactNode {
  const { t } = useTranslation();
  const [given, setGiven] = useState<Reasoned>({ reason: '', password: '' });
  const done = useMutation({
    mutationFn: () => act({ ...given, reason: given.reason.trim() }),
    onSuccess: onClose,
  });
  const isComplete =
    given.reason.trim().length >= SHORTEST_REASON && (!asksPassword || given.password !== '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) done.mutate();
      }}
    >
      <Stack gap="md">
        <div>{children}</div>
        <Textarea
          label={t('reason.why')}
          description={t('reason.hint')}
          value={given.reason}
          onChange={(event) => {
            setGiven({ ...given, reason: event.currentTarget.value });
          }}
          maxLength={LONGEST_REASON}
          autosize
          minRows={2}
          data-autofocus
        />
        {asksPassword ? (
          <PasswordInput
            label={t('reason.password')}
            description={t('reason.passwordHint')}
            autoComplete="current-password"
            value={given.password}
            onChange={(event) => {
              setGiven({ ...given, password: event.currentTarget.value });
            }}
            visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
          />
        ) : null}
        {done.error ? <Trouble error={done.error} /> : null}
        <DialogEnd onCancel={onClose}>
          <Button type="submit" loading={done.isPending} disabled={!isComplete}>
            {submit}
          </Button>
        </DialogEnd>
      </Stack>
    </form>
  );
}
