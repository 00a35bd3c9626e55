import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Account, type RiskState, useRiskState } from '../../api/queries';
import { ResumeDialog } from '../../app/resume-dialog';
import { StopDialog, type StopMode } from '../../app/stop-dialog';
import { Awaited, Card, classes, Pill } from '../../design/design';
import { useFormat } from '../../format/format';
import styles from './risk.module.css';

const TONES = { ACTIVE: 'live', REDUCING: 'warn', HALTED: 'bad' } as const;
const RUNGS = ['REDUCING', 'HALTED', 'FLATTEN'] as const satisfies readonly StopMode[];

/** Trading, and the rungs down from it: where one stands, who went there and why, and the way up again. */
export function Ladder({ accounts }: { readonly accounts: readonly Account[] }): ReactNode {
  const { t } = useTranslation();
  const state = useRiskState();
  const [asked, setAsked] = useState<StopMode | null>(null);
  return (
    <Card
      title={t('risk.state')}
      actions={
        state.data && <Pill tone={TONES[state.data.state]}>{t(`risk.states.${state.data.state}`)}</Pill>
      }
    >
      <ol id="trading" className={classes(styles['ladder'], styles['anchor'])}>
        <li className={classes(state.data?.state === 'ACTIVE' && styles['onRung'])}>
          <span>
            <strong>{t('risk.states.ACTIVE')}</strong>
            <span className="small quiet">{t('ladder.active')}</span>
          </span>
        </li>
        {RUNGS.map((rung) => (
          <li key={rung} className={classes(state.data?.state === rung && styles['onRung'])}>
            <span>
              <strong>{t(`ladder.name.${rung}`)}</strong>
              <span className="small quiet">{t(`stop.hint.${rung}`)}</span>
            </span>
            <Button
              size="xs"
              variant="default"
              aria-haspopup="dialog"
              onClick={() => {
                setAsked(rung);
              }}
            >
              {t(`ladder.go.${rung}`)}
            </Button>
          </li>
        ))}
      </ol>
      <h3 className={styles['subhead']}>{t('ladder.who')}</h3>
      <Awaited of={state}>
        {() =>
          state.data?.switches.length ? (
            <ul className={styles['locks']}>
              {state.data.switches.map((held) => (
                <Held key={`${held.scope} ${held.account_id ?? ''}`} held={held} accounts={accounts} />
              ))}
            </ul>
          ) : (
            <p className="quiet" style={{ margin: 0 }}>
              {t('risk.neverStopped')}
            </p>
          )
        }
      </Awaited>
      <StopDialog
        opened={asked !== null}
        mode={asked ?? 'HALTED'}
        onClose={() => {
          setAsked(null);
        }}
      />
    </Card>
  );
}

function Held(props: {
  readonly held: RiskState['switches'][number];
  readonly accounts: readonly Account[];
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const { held } = props;
  const account = props.accounts.find(({ account_id: id }) => id === held.account_id);
  const where = account
    ? t('halt.account', { account: account.account_number, broker: account.broker })
    : t(held.scope === 'SERVER' ? 'halt.server' : 'halt.everywhere');
  return (
    <li>
      <span>
        <Pill tone={TONES[held.state]}>{t(`risk.states.${held.state}`)}</Pill> {where} ·{' '}
        {t(`ladder.by.${held.by}`)} · {format.dateTime(held.changed_at)} · {held.reason}
      </span>
      {held.state === 'ACTIVE' || held.scope === 'SERVER' ? null : (
        <>
          <Button
            size="xs"
            variant="default"
            aria-haspopup="dialog"
            onClick={() => {
              setOpened(true);
            }}
          >
            {t('halt.resume')}
          </Button>
          <ResumeDialog
            opened={opened}
            onClose={() => {
              setOpened(false);
            }}
            accountId={held.account_id}
            where={where}
          />
        </>
      )}
    </li>
  );
}
