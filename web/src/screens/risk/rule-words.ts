import { useTranslation } from 'react-i18next';
import type { PackRule, RulePack } from '../../api/risk';
import { useFormat } from '../../format/format';

/** A loss rule in one sentence: how much, below what, counted from when. */
export function useRuleSentence(): (rule: PackRule, ladder: RulePack['ladder'], currency: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ scope, anchor, amount, reset, action }, ladder, currency) => {
    const much =
      amount.kind === 'MONEY'
        ? format.money(amount.money, currency)
        : t(amount.of === 'ANCHOR' ? 'rules.ofAnchor' : 'rules.ofInitial', {
            percent: format.percent(amount.percent, 2),
          });
    return [
      t(`rules.loss.${scope}`, { amount: much, start: t(`rules.anchor.${anchor}`) }),
      ...(reset === null
        ? []
        : [
            t('rules.reset', {
              time: reset.time,
              zone: reset.zone === 'BROKER' ? t('rules.brokerTime') : reset.zone,
            }),
          ]),
      t(`rules.action.${action}`, { percent: format.percent(ladder.flatten_at * 100, 0) }),
    ].join(' ');
  };
}
