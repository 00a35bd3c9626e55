import { Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performance } from '../../api/statistics';
import { usePreferences } from '../../app/preferences';
import { Card, classes } from '../../design/design';
import { DEFINITIONS } from './definitions';
import { type FigureName, GROUPS, type GroupName, lackOf, OF_ACCOUNT, WRITERS } from './figures';
import { usePen } from './pen';
import styles from './statistics.module.css';

/** Figures of one kind, each with what it is one tap away. */
export function FigureCard(props: {
  readonly group: GroupName;
  readonly performance: Performance;
}): ReactNode {
  const { t } = useTranslation();
  const isWhole = props.performance.account_figures !== null;
  return (
    <Card title={t(`statistics.groups.${props.group}`)}>
      <dl className={styles['figures']}>
        {GROUPS[props.group]
          .filter((figure) => isWhole || !OF_ACCOUNT.has(figure))
          .map((figure) => (
            <Figure key={figure} figure={figure} performance={props.performance} />
          ))}
      </dl>
      {isWhole || props.group !== 'risk' ? null : (
        <p className={styles['range']}>{t('statistics.ofSymbol')}</p>
      )}
    </Card>
  );
}

function Figure({
  figure,
  performance,
}: {
  readonly figure: FigureName;
  readonly performance: Performance;
}): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const pen = usePen(performance.currency);
  const { value, tone, hint } = WRITERS[figure](performance, pen);
  const { name, text } = DEFINITIONS[language][figure];
  const lack = lackOf(figure, performance);
  const [opened, definition] = useDisclosure(false);
  return (
    <div className={styles['figure']}>
      <dt>
        <Popover
          opened={opened}
          onDismiss={definition.close}
          width={300}
          position="top-start"
          shadow="md"
          withArrow
          arrowPosition="side"
        >
          <Popover.Target>
            <UnstyledButton
              className={styles['name']}
              aria-label={t('statistics.define', { figure: name })}
              onClick={definition.toggle}
              onKeyDown={({ key }) => {
                if (key === 'Escape') definition.close();
              }}
            >
              {name}
              <span className={styles['ask']} aria-hidden>
                ?
              </span>
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown className={styles['definition']}>
            <b>{name}</b>
            <p>{text}</p>
          </Popover.Dropdown>
        </Popover>
      </dt>
      <dd>
        <span className={classes(styles['value'], value === null && 'quiet', tone && styles[tone])}>
          {value ?? '–'}
        </span>
        <span className={styles['hint']}>
          {value === null && lack
            ? t(`statistics.needs.${lack.unit}`, { needs: lack.needs, has: lack.has })
            : hint}
        </span>
      </dd>
    </div>
  );
}
