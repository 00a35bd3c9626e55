import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { KEYS } from '../../api/queries';
import { type EquityGuard, type RuleStanding, useEquityGuard } from '../../api/risk';
import { ReasonDialog } from '../../app/reason-dialog';
import { Awaited, Caution, Pill } from '../../design/design';
import { FloorMeter, STEP_TONES } from '../../design/floor-meter';
import { useFormat } from '../../format/format';
import styles from './risk.module.css';

/** How an account stands to each of its loss rules, and what the next reset makes of it. */
export function GuardStanding({ accountId }: { readonly accountId: string }): ReactNode {
  const { t } = useTranslation();
  const guard = useEquityGuard(accountId);
  return (
    <Awaited of={guard}>
      {() =>
        guard.data ? (
          <Standing guard={guard.data} />
        ) : (
          <p className="quiet" style={{ margin: 0 }}>
            {t('guard.none')}
          </p>
        )
      }
    </Awaited>
  );
}

function Standing({ guard }: { readonly guard: EquityGuard }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: number): string => format.money(amount, guard.currency);
  return (
    <div className={styles['standing']}>
      <p className={styles['standingHead']}>
        <Pill tone={STEP_TONES[guard.step]}>{t(`guard.step.${guard.step}`)}</Pill>
        <span className="quiet small">
          {t('guard.equity', {
            equity: money(guard.equity),
            floating: format.gain(guard.equity - guard.balance, guard.currency),
          })}
        </span>
      </p>
      {guard.lock === null ? null : <Lock guard={guard} lock={guard.lock} />}
      {guard.problem === null ? null : <Caution>{t(`guard.problem.${guard.problem}`)}</Caution>}
      {guard.rules.map((rule) => (
        <Rule key={rule.rule} rule={rule} money={money} />
      ))}
      {guard.risk_factor < 1 ? (
        <p className="small" style={{ margin: 0 }}>
          {t('guard.factor', { percent: format.percent(guard.risk_factor * 100, 0) })}
        </p>
      ) : null}
    </div>
  );
}

/** One loss rule: what is left down to its floor, and where the guard acts on the way. */
export function Rule({
  rule,
  money,
}: {
  readonly rule: RuleStanding;
  readonly money: (amount: number) => string;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const used = format.percent(Math.max(0, rule.used) * 100, 0);
  const next = rule.at_next_reset;
  return (
    <div className={styles['rule']}>
      <div className={styles['ruleHead']}>
        <strong>{t(`guard.scope.${rule.scope}`)}</strong>
        <span className="numeric">
          {rule.is_broken ? t('guard.broken') : t('guard.left', { money: money(rule.distance) })}
        </span>
      </div>
      <FloorMeter
        rule={rule}
        label={t(`guard.scope.${rule.scope}`)}
        text={t('guard.used', { percent: used })}
      />
      <p className="small quiet">
        {t('guard.numbers', {
          used,
          start: money(rule.anchor),
          floor: money(rule.floor),
          blocks: money(rule.blocks_at),
          acts: money(rule.acts_at),
        })}
        {rule.estimated ? ` ${t('guard.estimated')}` : ''}
      </p>
      {next === null ? null : (
        <p className={next.is_broken ? styles['warned'] : 'small quiet'}>
          {t(next.is_broken ? 'guard.nextBroken' : 'guard.next', {
            at: format.dateTime(next.at),
            floor: money(next.floor),
          })}
        </p>
      )}
    </div>
  );
}

function Lock(props: {
  readonly guard: EquityGuard;
  readonly lock: NonNullable<EquityGuard['lock']>;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [opened, dialog] = useDisclosure(false);
  const { guard, lock } = props;
  const until =
    lock.until === null ? t('guard.untilLifted') : t('guard.until', { at: format.dateTime(lock.until) });
  return (
    <Caution>
      <p style={{ margin: '0 0 0.5rem' }}>
        {t('guard.locked', { rule: lock.rule, since: format.dateTime(lock.since) })} {until}
      </p>
      <Button size="xs" variant="default" onClick={dialog.open} aria-haspopup="dialog">
        {t('guard.lift')}
      </Button>
      <ReasonDialog
        opened={opened}
        onClose={dialog.close}
        title={t('guard.liftTitle')}
        submit={t('guard.lift')}
        asksPassword
        act={async (given) => {
          const path = { accountId: guard.account_id };
          await answerOf(
            api.POST('/api/v1/accounts/{accountId}/equity-guard/lift', { params: { path }, body: given }),
          );
          await client.invalidateQueries({ queryKey: KEYS.riskState });
        }}
      >
        <p style={{ margin: 0 }}>{t('guard.liftText')}</p>
      </ReasonDialog>
    </Caution>
  );
}
