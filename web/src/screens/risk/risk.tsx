import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Account, useAccounts, useRiskProfile, useRiskState } from '../../api/queries';
import { Awaited, Card, Empty, Facts, PageHead, Pill } from '../../design/design';
import { useFormat } from '../../format/format';
import { NoTerminal } from '../terminals/terminals';
import { ProfileForm } from './profile-form';
import styles from './risk.module.css';

/** How much each account may risk, and who stopped what. */
export default function RiskScreen(): ReactNode {
  const { t } = useTranslation();
  const accounts = useAccounts();
  return (
    <>
      <PageHead title={t('places.risk')} text={t('risk.text')} />
      <div className={styles['page']}>
        <StateCard accounts={accounts.data ?? []} />
        <Awaited of={accounts}>
          {() =>
            accounts.data?.length ? (
              <div className={styles['profiles']}>
                {accounts.data.map((account) => (
                  <ProfileCard key={account.account_id} account={account} />
                ))}
              </div>
            ) : (
              <Card title={t('risk.profiles')}>
                <NoTerminal />
              </Card>
            )
          }
        </Awaited>
      </div>
    </>
  );
}

const STATE_TONES = { ACTIVE: 'live', REDUCING: 'warn', HALTED: 'bad' } as const;

function StateCard({ accounts }: { readonly accounts: readonly Account[] }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const state = useRiskState();
  const numberOf = new Map(accounts.map(({ account_id: id, account_number: number }) => [id, number]));
  return (
    <Card
      title={t('risk.state')}
      actions={
        state.data && <Pill tone={STATE_TONES[state.data.state]}>{t(`risk.states.${state.data.state}`)}</Pill>
      }
    >
      <Awaited of={state}>
        {() =>
          state.data?.switches.length ? (
            <Facts
              facts={state.data.switches.map((held) => [
                held.account_id === null
                  ? t(`risk.scope.${held.scope}`)
                  : (numberOf.get(held.account_id) ?? t('risk.scope.ACCOUNT')),
                `${t(`risk.states.${held.state}`)} · ${held.reason} · ${format.dateTime(held.changed_at)}`,
              ])}
            />
          ) : (
            <p className="quiet" style={{ margin: 0 }}>
              {t('risk.neverStopped')}
            </p>
          )
        }
      </Awaited>
    </Card>
  );
}

function ProfileCard({ account }: { readonly account: Account }): ReactNode {
  const profile = useRiskProfile(account.account_id);
  return (
    <Card title={`${account.account_number} · ${account.broker}`}>
      <Awaited of={profile}>
        {() =>
          profile.data ? (
            <ProfileForm key={profile.data.updated_at ?? ''} account={account} profile={profile.data} />
          ) : (
            <Empty icon="risk" title="" text="" />
          )
        }
      </Awaited>
    </Card>
  );
}
