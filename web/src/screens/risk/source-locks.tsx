import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { KEYS } from '../../api/queries';
import { type SourceLock, useSourceLocks } from '../../api/risk';
import { ReasonDialog } from '../../app/reason-dialog';
import { Ago, Awaited } from '../../design/design';
import styles from './risk.module.css';

/** Sources that ran away on this account: each waits for a person who lets it trade again. */
export function SourceLocks({ accountId }: { readonly accountId: string }): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const locks = useSourceLocks(accountId);
  const [releasing, setReleasing] = useState<SourceLock | null>(null);
  return (
    <Awaited of={locks}>
      {() => (
        <>
          {locks.data?.length ? (
            <ul className={styles['locks']}>
              {locks.data.map((lock) => (
                <li key={lock.source}>
                  <span>
                    <strong>{lock.source}</strong> · {lock.reason} · <Ago since={lock.locked_at} />
                  </span>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`${t('sources.release')}: ${lock.source}`}
                    onClick={() => {
                      setReleasing(lock);
                    }}
                  >
                    {t('sources.release')}
                  </Button>
                </li>
              ))}
            </ul>
          ) : (
            <p className="quiet small" style={{ margin: 0 }}>
              {t('sources.none')}
            </p>
          )}
          <ReasonDialog
            opened={releasing !== null}
            onClose={() => {
              setReleasing(null);
            }}
            title={t('sources.releaseTitle', { source: releasing?.source ?? '' })}
            submit={t('sources.release')}
            asksPassword={false}
            act={async ({ reason }) => {
              const path = { accountId };
              const body = { source: releasing?.source ?? '', reason };
              await answerOf(
                api.POST('/api/v1/accounts/{accountId}/source-locks/release', { params: { path }, body }),
              );
              await client.invalidateQueries({ queryKey: KEYS.riskState });
            }}
          >
            <p style={{ margin: 0 }}>{t('sources.releaseText', { reason: releasing?.reason ?? '' })}</p>
          </ReasonDialog>
        </>
      )}
    </Awaited>
  );
}
