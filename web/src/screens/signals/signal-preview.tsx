import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountPreview, SignalPreview } from '../../api/preview';
import { usePreferences } from '../../app/preferences';
import { Pill } from '../../design/design';
import { useFormat } from '../../format/format';
import { explainStep } from '../../i18n/decisions';
import { Refusal } from './refusal';
import { digitsOf } from './signal-list';
import styles from './signals.module.css';

/** What each account would do about a signal now: the size and its cost, or the refusal. */
export function SignalPreviewList({ preview }: { readonly preview: SignalPreview }): ReactNode {
  const { t } = useTranslation();
  return (
    <section aria-label={t('preview.title')} className={styles['previews']}>
      {preview.code === null ? null : <Refusal code={preview.code} reason={preview.message ?? ''} />}
      {preview.code === null || preview.data.length === 0
        ? preview.data.map((account) => <AccountCard key={account.account_id} account={account} />)
        : null}
    </section>
  );
}

function AccountCard({ account }: { readonly account: AccountPreview }): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const format = useFormat();
  const { code, volume } = account;
  return (
    <article className={styles['preview']}>
      <h3 className={styles['decisionHead']}>
        <span>{t('decision.account', { account: account.account_number })}</span>
        {code === null ? (
          <Pill tone="live">
            {format.lots(volume)} {t('units.lots', { count: volume ?? 0 })}
          </Pill>
        ) : (
          <Pill tone="bad">{t('preview.refused')}</Pill>
        )}
      </h3>
      {code === null ? (
        <p className="small" style={{ margin: 0 }}>
          <PreviewCost account={account} />
        </p>
      ) : (
        <Refusal code={code} reason={account.message ?? ''} />
      )}
      {account.steps.length === 0 ? null : (
        <details className={styles['how']}>
          <summary>{t('preview.how')}</summary>
          <ol className={styles['steps']}>
            {account.steps.map((step) => (
              <li key={`${step.step} ${step.text}`}>{explainStep(step, language)}</li>
            ))}
          </ol>
        </details>
      )}
      <QuoteNow account={account} />
    </article>
  );
}

/** `−$200.00 at its stop · margin $440.00` */
export function PreviewCost({ account }: { readonly account: AccountPreview }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = [
    account.risk_money === null
      ? undefined
      : t('preview.risk', { money: format.money(account.risk_money, account.currency) }),
    account.margin_money === null
      ? undefined
      : t('preview.margin', { money: format.money(account.margin_money, account.currency) }),
  ];
  return <>{parts.filter((part) => part !== undefined).join(' · ')}</>;
}

/** What the terminal says the symbol costs now. */
export function QuoteNow({ account }: { readonly account: AccountPreview }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { quote, symbol } = account;
  if (quote === null) return null;
  const digits = digitsOf(quote.bid, quote.ask, account.tick_size);
  return (
    <p className="small quiet numeric" style={{ margin: '0.25rem 0 0' }}>
      {t('preview.quote', {
        symbol,
        bid: format.price(quote.bid, digits),
        ask: format.price(quote.ask, digits),
      })}
    </p>
  );
}
