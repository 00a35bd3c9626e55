import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type GuardChoice, useGuardPreview } from '../../api/risk';
import { Awaited, Caution } from '../../design/design';
import { useFormat } from '../../format/format';
import { Rule } from './guard-standing';
import styles from './risk.module.css';

/** Somebody who types a balance is not asked after each digit. */
const SETTLED_MS = 300;

/** Where the floors of an account would be, in money, if it took these rules now. */
export function PackPreview(props: { readonly accountId: string; readonly guard: GuardChoice }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const [guard] = useDebouncedValue(props.guard, SETTLED_MS);
  const preview = useGuardPreview(props.accountId, guard);
  return (
    <section className={styles['standing']} aria-label={t('packs.preview')}>
      <h3 className={styles['previewTitle']}>{t('packs.preview')}</h3>
      <Awaited of={preview}>
        {() => {
          const { rules = [], currency = '', step } = preview.data ?? {};
          const money = (amount: number): string => format.money(amount, currency);
          return (
            <>
              {step === 'FLATTEN' || step === 'LOCKED' ? <Caution>{t('packs.atOnce')}</Caution> : null}
              {rules.map((rule) => (
                <Rule key={rule.rule} rule={rule} money={money} />
              ))}
            </>
          );
        }}
      </Awaited>
    </section>
  );
}
