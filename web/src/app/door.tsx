import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { classes } from '../design/design';
import { Brand } from './shell';
import { LanguageChoice } from './language-choice';
import styles from './shell.module.css';

/** What is seen before one is let in. */
export function Door({
  children,
  wide,
}: {
  readonly children: ReactNode;
  readonly wide?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles['door']}>
      <header className={styles['doorHead']}>
        <Brand />
        <LanguageChoice />
      </header>
      <main className={classes(styles['doorBody'], wide === true && styles['doorWide'])}>{children}</main>
      <footer className={styles['doorFoot']}>
        <Link href="/status">{t('door.status')}</Link>
        <a href="/docs">{t('door.manual')}</a>
      </footer>
    </div>
  );
}
