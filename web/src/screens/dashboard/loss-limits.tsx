import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useRiskProfile } from '../../api/queries';
import { type RuleStanding, useEquityGuard } from '../../api/risk';
import { FloorMeter } from '../../design/floor-meter';
import { useFormat } from '../../format/format';
import styles from './dashboard.module.css';

/** How far an account's equity is from each floor that it must not fall below. */
export function LossLimits({ accountId }: { readonly accountId: string }): ReactNode {
  const { t } = useTranslation();
  const guard = useEquityGuard(accountId);
  if (guard.data === undefined) return null;
  if (guard.data === null) return <NoFloor accountId={accountId} />;
  const { data } = guard;
  return (
    <ul className={styles['limits']} aria-label={t('dashboard.limits')}>
      {data.rules.map((rule) => (
        <Limit key={rule.rule} rule={rule} currency={data.currency} />
      ))}
    </ul>
  );
}

function Limit({ rule, currency }: { readonly rule: RuleStanding; readonly currency: string }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const name = t(`dashboard.limit.${rule.scope}`);
  const left = rule.is_broken
    ? t('dashboard.limitBroken', { money: format.money(-rule.distance, currency) })
    : t('dashboard.limitLeft', { money: format.money(rule.distance, currency) });
  return (
    <li>
      <div className={styles['limitHead']}>
        <span>{name}</span>
        <b className="numeric">{left}</b>
      </div>
      <FloorMeter rule={rule} label={name} text={left} />
      <div className="small quiet">
        {t('dashboard.limitFloor', {
          floor: format.money(rule.floor, currency),
          used: format.percent(rule.used * 100, 0),
        })}
        {rule.estimated ? ` · ${t('dashboard.limitEstimated')}` : ''}
      </div>
    </li>
  );
}

/** Without a floor there is still the limit of the day in the account's own limits, if it has one. */
function NoFloor({ accountId }: { readonly accountId: string }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const profile = useRiskProfile(accountId);
  if (!profile.data) return null;
  const { max_daily_loss_percent: percent } = profile.data.limits;
  return (
    <p className={styles['definition']}>
      {percent === null
        ? t('dashboard.noLimit')
        : t('dashboard.dayLimit', { percent: format.percent(percent) })}{' '}
      <Link href="/risk">{t('dashboard.setLimit')}</Link>
    </p>
  );
}
