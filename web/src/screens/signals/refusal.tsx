import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { classes } from '../../design/design';
import { PLACE_OF_REMEDY, remedyOf } from '../../i18n/remedies';
import styles from './signals.module.css';

/** Why something was refused, with its numbers and its code, and what can be done about it. */
export function Refusal({ code, reason }: { readonly code: string; readonly reason: string }): ReactNode {
  const { t } = useTranslation();
  const remedy = remedyOf(code);
  const place = remedy && PLACE_OF_REMEDY[remedy];
  return (
    <div className={classes(styles['verdict'], styles['denied'])}>
      {reason}
      <code>{code}</code>
      {remedy === undefined ? null : (
        <span className={styles['remedy']}>
          {typeof place === 'string' ? (
            <Link href={place}>{t(`remedy.${remedy}`)}</Link>
          ) : (
            t(`remedy.${remedy}`)
          )}
        </span>
      )}
    </div>
  );
}
