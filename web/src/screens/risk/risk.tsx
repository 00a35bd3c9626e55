import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Account, useAccounts, useRiskProfile } from '../../api/queries';
import { Awaited, Card, PageHead } from '../../design/design';
import { NoTerminal } from '../terminals/terminals';
import { AutoTrading } from './auto-trading';
import { GuardStanding } from './guard-standing';
import { Ladder } from './ladder';
import { PackChoice } from './pack-choice';
import { ProfileForm } from './profile-form';
import styles from './risk.module.css';
import { SourceLocks } from './source-locks';

/** How much each account may risk, how it stands to its floors, and who stopped what. */
export default function RiskScreen(): ReactNode {
  const { t } = useTranslation();
  const accounts = useAccounts();
  const isThere = accounts.data !== undefined;
  useEffect(() => {
    // A refusal leads to the very place where it can be mended.
    if (isThere) document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
  }, [isThere]);
  return (
    <>
      <PageHead title={t('places.risk')} text={t('risk.text')} />
      <div className={styles['page']}>
        <Ladder accounts={accounts.data ?? []} />
        <Awaited of={accounts}>
          {() =>
            accounts.data?.length ? (
              accounts.data.map((account, index) => (
                <AccountRisk key={account.account_id} account={account} isFirst={index === 0} />
              ))
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

function AccountRisk({
  account,
  isFirst,
}: {
  readonly account: Account;
  readonly isFirst: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const profile = useRiskProfile(account.account_id);
  // Where refusals lead to: the first account's parts carry the names.
  const name = (part: string): { readonly id?: string } => (isFirst ? { id: part } : {});
  return (
    <section className={styles['account']} aria-label={`${account.account_number} · ${account.broker}`}>
      <h2 className={styles['accountName']}>
        {account.account_number} · {account.broker}
      </h2>
      <div className={styles['profiles']}>
        <div className={styles['side']}>
          <div {...name('guard')} className={styles['anchor']}>
            <Card title={t('guard.title')}>
              <GuardStanding accountId={account.account_id} />
            </Card>
          </div>
          <Card title={t('packs.title')}>
            <Awaited of={profile}>
              {() =>
                profile.data && (
                  <PackChoice key={profile.data.updated_at ?? ''} account={account} profile={profile.data} />
                )
              }
            </Awaited>
          </Card>
        </div>
        <div className={styles['side']}>
          <div {...name('limits')} className={styles['anchor']}>
            <Card title={t('risk.profiles')}>
              <Awaited of={profile}>
                {() =>
                  profile.data && (
                    <ProfileForm
                      key={profile.data.updated_at ?? ''}
                      account={account}
                      profile={profile.data}
                    />
                  )
                }
              </Awaited>
            </Card>
          </div>
          <div {...name('sources')} className={styles['anchor']}>
            <Card title={t('sources.title')}>
              <AutoTrading account={account} />
              <SourceLocks accountId={account.account_id} />
            </Card>
          </div>
        </div>
      </div>
    </section>
  );
}
