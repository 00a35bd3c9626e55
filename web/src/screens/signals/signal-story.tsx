import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type OrderStory, type SignalStory, useOrdersOf, useSignal } from '../../api/queries';
import { usePreferences } from '../../app/preferences';
import { Awaited, Card, classes, Facts, Pill } from '../../design/design';
import { Icon } from '../../design/icons';
import { useFormat } from '../../format/format';
import { explainRefusal, explainStep } from '../../i18n/decisions';
import { CancelSignal } from './cancel-signal';
import { Refusal } from './refusal';
import { digitsOf } from './signal-list';
import { OrderPill, SignalPill, useSignalTitle } from './signal-words';
import styles from './signals.module.css';

/** One signal from the moment its strategy fired to its end, and the reason of every decision on the way. */
export function SignalStoryPanel({ id }: { readonly id: number }): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const signal = useSignal(id, language);
  const orders = useOrdersOf(id);
  return (
    <div className={styles['story']}>
      <Link href="/signals" className={styles['back']}>
        <Icon name="back" size={16} /> {t('signals.back')}
      </Link>
      <Awaited of={signal}>
        {() => signal.data && <Story signal={signal.data} orders={orders.data ?? []} />}
      </Awaited>
    </div>
  );
}

interface StoryProps {
  readonly signal: SignalStory;
  readonly orders: readonly OrderStory[];
}

function Story({ signal, orders }: StoryProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const title = useSignalTitle();
  const digits = digitsOf(signal.entry_price, signal.stop_loss, signal.take_profit);
  return (
    <>
      <Card
        title={`${title(signal)} · ${t('signals.number', { id: signal.signal_id })}`}
        actions={<SignalPill status={signal.status} />}
      >
        <Facts
          facts={[
            [
              t('terms.entry'),
              signal.entry_price === null ? t('terms.market') : format.price(signal.entry_price, digits),
            ],
            [t('terms.stop'), format.price(signal.stop_loss, digits)],
            [t('terms.target'), format.price(signal.take_profit, digits)],
            [
              t('terms.volume'),
              signal.volume === null
                ? t('terms.byRisk')
                : t('terms.atMost', { lots: format.lots(signal.volume) }),
            ],
            ...optional(t('terms.strategy'), signal.strategy),
            ...optional(t('terms.timeframe'), signal.timeframe),
            ...optional(
              t('terms.confidence'),
              signal.confidence === null ? null : format.percent(signal.confidence * 100, 0),
            ),
          ]}
        />
        {signal.status === 'PENDING' ? <CancelSignal id={signal.signal_id} /> : null}
      </Card>
      <Card title={t('decision.title')} flush>
        <Decisions signal={signal} />
      </Card>
      <Card title={t('timeline.title')}>
        <Timeline signal={signal} orders={orders} />
      </Card>
    </>
  );
}

function optional(term: string, value: string | null): [string, string][] {
  return value === null ? [] : [[term, value]];
}

function Decisions({ signal }: { readonly signal: SignalStory }): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  if (signal.decisions.length === 0) {
    return (
      <div className={styles['decision']}>
        {signal.code === null ? (
          <p className="quiet" style={{ margin: 0 }}>
            {t('decision.waiting')}
          </p>
        ) : (
          <Refusal
            code={signal.code}
            reason={explainRefusal(signal.code, signal.detail, signal.message, language)}
          />
        )}
      </div>
    );
  }
  return signal.decisions.map((decision) => (
    <Decision key={decision.account_id} signal={signal} decision={decision} />
  ));
}

function Decision(props: {
  readonly signal: SignalStory;
  readonly decision: SignalStory['decisions'][number];
}): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { signal, decision } = props;
  const numbers = signal.code === decision.code ? signal.detail : null;
  return (
    <section className={styles['decision']}>
      <h3 className={styles['decisionHead']}>
        <span>{t('decision.account', { account: decision.account_number ?? '–' })}</span>
        <Outcome decision={decision} />
      </h3>
      {decision.steps.length === 0 ? null : (
        <ol className={styles['steps']}>
          {decision.steps.map((step) => (
            <li key={`${step.step} ${step.text}`}>{explainStep(step, language)}</li>
          ))}
        </ol>
      )}
      {decision.code === null ? null : (
        <Refusal
          code={decision.code}
          reason={explainRefusal(decision.code, numbers, decision.message, language)}
        />
      )}
    </section>
  );
}

function Outcome({ decision }: { readonly decision: SignalStory['decisions'][number] }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  switch (decision.outcome) {
    case 'ORDERED':
      return <Pill tone="live">{t('decision.ordered', { lots: format.lots(decision.volume) })}</Pill>;
    case 'DENIED':
      return <Pill tone="bad">{t('decision.denied')}</Pill>;
    case 'TOOK_BACK':
      return <Pill tone="idle">{t('decision.tookBack')}</Pill>;
  }
}

interface Stage {
  readonly key: string;
  readonly name: string;
  readonly at: string;
  readonly text?: ReactNode;
  readonly tone?: 'warn' | 'bad' | 'idle';
}

const MARKS = { warn: styles['stageWarn'], bad: styles['stageBad'], idle: styles['stageIdle'] };

function Timeline({ signal, orders }: StoryProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const stages = useStages(signal, orders);
  return (
    <ol className={styles['timeline']}>
      {stages.map(({ key, name, at, text, tone }, index) => {
        const before = stages[index - 1];
        const sinceMs = before === undefined ? null : Date.parse(at) - Date.parse(before.at);
        return (
          <li key={key} className={classes(styles['stage'], tone && MARKS[tone])}>
            <span className={styles['stageHead']}>
              <strong>{name}</strong>
              <span className={styles['stageTime']}>
                {sinceMs === null ? null : `+${format.span(Math.max(0, sinceMs))} · `}
                <time dateTime={at} title={format.exactly(at)}>
                  {format.dateTime(at)}
                </time>
              </span>
            </span>
            {text === undefined ? null : <p className={styles['stageText']}>{text}</p>}
          </li>
        );
      })}
      {signal.status === 'PENDING' ? (
        <li className={classes(styles['stage'], styles['stageIdle'])}>
          <span className={styles['stageHead']}>
            <strong className="quiet">{t('timeline.next')}</strong>
          </span>
        </li>
      ) : null}
    </ol>
  );
}

function useStages(signal: SignalStory, orders: readonly OrderStory[]): Stage[] {
  const { t } = useTranslation();
  const format = useFormat();
  const numberOf = new Map(
    signal.decisions.map(({ account_id: id, account_number: number }) => [id, number ?? '–']),
  );
  const many = orders.length > 1;
  const stages: Stage[] = [
    { key: 'fired', name: t('timeline.fired'), at: signal.signal_time, tone: 'idle' },
    { key: 'received', name: t('timeline.received'), at: signal.received_at },
  ];
  if (signal.decided_at !== null) {
    stages.push({
      key: 'decided',
      name: t('timeline.decided'),
      at: signal.decided_at,
      ...(signal.status === 'REJECTED' ? { tone: 'bad' as const } : {}),
    });
  }
  for (const order of orders) {
    const where = many ? ` · ${numberOf.get(order.account_id) ?? ''}` : '';
    for (const event of order.events) {
      if (event.from === null) continue;
      stages.push({
        key: `${order.order_id} ${event.seq}`,
        name: `${t(`timeline.order.${event.to}`)}${where}`,
        at: event.at,
        ...toneOf(event.to),
        ...(event.to === order.status ? { text: <Fill order={order} format={format} /> } : {}),
      });
    }
  }
  return stages.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function toneOf(status: OrderStory['status']): Pick<Stage, 'tone'> {
  if (status === 'REJECTED' || status === 'UNKNOWN') return { tone: 'bad' };
  if (status === 'EXPIRED' || status === 'CANCELLED' || status === 'NOT_EXECUTED') return { tone: 'idle' };
  return {};
}

function Fill(props: {
  readonly order: OrderStory;
  readonly format: ReturnType<typeof useFormat>;
}): ReactNode {
  const { t } = useTranslation();
  const { order, format } = props;
  return (
    <>
      <OrderPill status={order.status} />{' '}
      {order.filled_volume > 0
        ? t('timeline.filled', {
            lots: format.lots(order.filled_volume),
            price: format.price(order.fill_price, digitsOf(order.fill_price)),
          })
        : (order.message ?? '')}
      {order.position_ticket === null ? null : (
        <>
          {' · '}
          <Link href="/positions">{t('timeline.position', { ticket: order.position_ticket })}</Link>
        </>
      )}
    </>
  );
}
