import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { type Account, KEYS, type RiskProfile } from '../../api/queries';
import { toast } from '../../app/toasts';
import { Trouble } from '../../design/design';
import { NumberField } from '../../design/number-field';
import { useFormat } from '../../format/format';
import { LotsEffect } from './lots-effect';
import styles from './risk.module.css';
import { wholeProfile } from './whole-profile';

type Limit = 'risk_percent' | 'max_open_positions' | 'opening_ttl_seconds';
type Limits = Record<Limit, number> & { readonly max_daily_loss_percent: number | null };

/** More than this the backend takes for a mistake in typing. */
const MOST_DAILY_LOSS_PERCENT = 50;

/** The limits of one account. What they mean for this account's money is said before they are saved. */
export function ProfileForm(props: { readonly account: Account; readonly profile: RiskProfile }): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { account, profile } = props;
  const [limits, setLimits] = useState<Limits>({
    risk_percent: profile.risk_percent,
    max_open_positions: profile.max_open_positions,
    opening_ttl_seconds: profile.opening_ttl_seconds,
    max_daily_loss_percent: profile.limits.max_daily_loss_percent,
  });
  const choose = useMutation({
    mutationFn: () =>
      answerOf(
        api.PUT('/api/v1/accounts/{accountId}/risk-profile', {
          params: { path: { accountId: account.account_id } },
          body: wholeProfile(profile, limits),
        }),
      ),
    onSuccess: (chosen) => {
      client.setQueryData(KEYS.riskProfile(account.account_id), chosen);
      toast(t('risk.saved'));
    },
  });
  const field = (name: Limit): object => ({
    value: limits[name],
    max: profile.ceilings[name],
    onChange: (value: number | string) => {
      if (typeof value === 'number') setLimits((before) => ({ ...before, [name]: value }));
    },
    clampBehavior: 'blur',
  });
  const { max_daily_loss_percent: dailyLoss, ...basic } = limits;
  const changed =
    dailyLoss !== profile.limits.max_daily_loss_percent ||
    (Object.keys(basic) as Limit[]).some((name) => basic[name] !== profile[name]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate();
      }}
    >
      <Stack gap="md">
        <NumberField
          label={t('risk.percent')}
          description={t('risk.percentHint', { most: profile.ceilings.risk_percent })}
          suffix=" %"
          min={0.01}
          step={0.25}
          decimalScale={2}
          {...field('risk_percent')}
        />
        <NumberField
          label={t('risk.positions')}
          description={t('risk.positionsHint', { most: profile.ceilings.max_open_positions })}
          min={0}
          allowDecimal={false}
          {...field('max_open_positions')}
        />
        <NumberField
          label={t('risk.life')}
          description={t('risk.lifeHint', { most: profile.ceilings.opening_ttl_seconds })}
          suffix=" s"
          min={1}
          allowDecimal={false}
          {...field('opening_ttl_seconds')}
        />
        <NumberField
          label={t('risk.dailyLoss')}
          description={t('risk.dailyLossHint', { most: MOST_DAILY_LOSS_PERCENT })}
          suffix=" %"
          min={0.1}
          max={MOST_DAILY_LOSS_PERCENT}
          decimalScale={2}
          clampBehavior="blur"
          value={dailyLoss ?? ''}
          onChange={(value) => {
            setLimits({ ...limits, max_daily_loss_percent: typeof value === 'number' ? value : null });
          }}
        />
        <Effect account={account} limits={limits} />
        <LotsEffect account={account} profile={wholeProfile(profile, limits)} />
        {choose.error ? <Trouble error={choose.error} /> : null}
        <Group justify="flex-end">
          <Button type="submit" loading={choose.isPending} disabled={!changed}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Effect(props: { readonly account: Account; readonly limits: Limits }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { account, limits } = props;
  const base = Math.min(account.balance, account.equity);
  const one = (base * limits.risk_percent) / 100;
  return (
    <div className={styles['effect']} aria-live="polite">
      <p>
        {t('risk.effectOne', {
          percent: format.percent(limits.risk_percent, 2),
          base: format.money(base, account.currency),
          money: format.money(one, account.currency),
        })}
      </p>
      <p>
        {t('risk.effectAll', {
          count: limits.max_open_positions,
          money: format.money(one * limits.max_open_positions, account.currency),
          percent: format.percent(limits.risk_percent * limits.max_open_positions, 1),
        })}
      </p>
      <p>
        {limits.max_daily_loss_percent === null
          ? t('risk.effectNoDay')
          : t('risk.effectDay', {
              money: format.money((base * limits.max_daily_loss_percent) / 100, account.currency),
            })}
      </p>
    </div>
  );
}
