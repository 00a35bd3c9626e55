import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { KEYS } from '../../api/queries';
import { Trouble } from '../../design/design';

/** Takes a signal back. What a terminal holds already is cancelled when the terminal says so, and not before. */
export function CancelSignal({ id }: { readonly id: number }): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/trading/signals/{signalId}/cancel', { params: { path: { signalId: String(id) } } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS.signal(id) }),
  });
  return (
    <div style={{ marginTop: '1rem' }}>
      {cancel.error ? <Trouble error={cancel.error} /> : null}
      <Button
        size="xs"
        variant="default"
        loading={cancel.isPending}
        onClick={() => {
          cancel.mutate();
        }}
      >
        {t('signals.cancel')}
      </Button>
      {cancel.data?.status === 'PENDING' ? (
        <span className="small quiet"> {t('signals.cancelAsked')}</span>
      ) : null}
    </div>
  );
}
