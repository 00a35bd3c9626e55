import { Button, Loader } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/format';
import { useNow } from '../format/now';
import { useProblemText } from '../i18n/problems';
import styles from './design.module.css';
import { Icon, type IconName } from './icons';

export type Tone = 'live' | 'warn' | 'bad' | 'idle';

const TONES: Readonly<Record<Tone, string | undefined>> = {
  live: styles['toneLive'],
  warn: styles['toneWarn'],
  bad: styles['toneBad'],
  idle: styles['toneIdle'],
};

export function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

/** The head of a screen. It takes the focus when the screen opens, so that screen readers say where one is. */
export function PageHead(props: {
  readonly title: string;
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.title} · Rubi Studio`;
    heading.current?.focus({ preventScroll: true });
  }, [props.title]);
  return (
    <header className={styles['pageHead']}>
      <div>
        <h1 ref={heading} tabIndex={-1} className={styles['pageTitle']}>
          {props.title}
        </h1>
        {props.text === undefined ? null : <p className={styles['pageText']}>{props.text}</p>}
      </div>
      {props.actions}
    </header>
  );
}

/** A titled region of a screen. `flush` lets a table reach the edges. */
export function Card(props: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly flush?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <div className={styles['cardHead']}>
        <h2 id={id} className={styles['cardTitle']}>
          {props.title}
        </h2>
        {props.actions}
      </div>
      <div className={props.flush === true ? undefined : styles['cardBody']}>{props.children}</div>
    </section>
  );
}

export function Stat(props: {
  readonly label: string;
  readonly children: ReactNode;
  readonly hint?: ReactNode;
  readonly large?: boolean;
  readonly stale?: boolean;
}): ReactNode {
  return (
    <div className={classes(styles['stat'], props.large === true && styles['large'])}>
      <span className={styles['statLabel']}>{props.label}</span>
      <span className={classes(styles['statValue'], props.stale === true && styles['stale'])}>
        {props.children}
      </span>
      {props.hint === undefined ? null : <span className={styles['statHint']}>{props.hint}</span>}
    </div>
  );
}

export function Pill({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }): ReactNode {
  return <span className={classes(styles['pill'], TONES[tone])}>{children}</span>;
}

/** A gain or a loss: sign first, colour second. */
export function Gain(props: {
  readonly amount: number | null | undefined;
  readonly currency: string;
  readonly stale?: boolean;
}): ReactNode {
  const format = useFormat();
  const amount = props.amount ?? 0;
  const tone = amount > 0 ? styles['gain'] : amount < 0 ? styles['loss'] : undefined;
  return (
    <span className={classes('numeric', props.stale === true ? styles['stale'] : tone)}>
      {format.gain(props.amount, props.currency)}
    </span>
  );
}

/** How long ago something was, growing while it is looked at. */
export function Ago({ since }: { readonly since: string }): ReactNode {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={since} title={format.exactly(since)}>
      {format.ago(Math.max(0, now - Date.parse(since)))}
    </time>
  );
}

/** How long something has lasted. */
export function Lasting({ since }: { readonly since: string }): ReactNode {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={since} title={format.exactly(since)} className="numeric">
      {format.age(Math.max(0, now - Date.parse(since)))}
    </time>
  );
}

export function Empty(props: {
  readonly icon: IconName;
  readonly title: string;
  readonly text: ReactNode;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <div className={styles['empty']}>
      <span className={styles['emptyIcon']}>
        <Icon name={props.icon} size={22} />
      </span>
      <p className={styles['emptyTitle']}>{props.title}</p>
      <p className={styles['emptyText']}>{props.text}</p>
      {props.action}
    </div>
  );
}

/** What went wrong, in the reader's language, and the way to try again if there is one. */
export function Trouble(props: { readonly error: unknown; readonly onRetry?: () => void }): ReactNode {
  const { t } = useTranslation();
  const say = useProblemText();
  const { text, code, requestId } = say(props.error);
  return (
    <div className={styles['trouble']} role="alert">
      <Icon name="alert" size={20} />
      <div>
        <div>{text}</div>
        <div className="small quiet">
          <code>{code}</code>
          {requestId === null ? null : (
            <>
              {' · '}
              {t('problem.reference')} <code>{requestId}</code>
            </>
          )}
        </div>
        {props.onRetry && (
          <Button mt="xs" size="xs" variant="default" onClick={props.onRetry}>
            {t('problem.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** What one should know before one goes on. */
export function Caution({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles['caution']}>
      <Icon name="alert" size={20} />
      <div>{children}</div>
    </div>
  );
}

interface Asked {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Waits for what a screen needs, and says so; afterwards shows it. */
export function Awaited({
  of,
  children,
}: {
  readonly of: Asked;
  readonly children: () => ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  if (of.isPending) {
    return (
      <div className={styles['empty']} role="status">
        <Loader size="sm" color="gray" aria-hidden />
        <span className="quiet small">{t('common.loading')}</span>
      </div>
    );
  }
  if (of.error !== null) {
    return <Trouble error={of.error} onRetry={() => void of.refetch()} />;
  }
  return children();
}

/** Text to be taken elsewhere, whole. */
export function Copyable({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 2_000 });
  return (
    <div className={styles['secret']}>
      <code>{text}</code>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={15} />}
        onClick={() => {
          clipboard.copy(text);
        }}
        aria-label={`${t('common.copy')}: ${label}`}
      >
        {clipboard.copied ? t('common.copied') : t('common.copy')}
      </Button>
    </div>
  );
}

export function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <dl className={styles['facts']}>
      {facts.map(([term, description]) => (
        <FactRow key={term} term={term}>
          {description}
        </FactRow>
      ))}
    </dl>
  );
}

function FactRow({ term, children }: { readonly term: string; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
