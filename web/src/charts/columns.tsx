import { type ReactNode, useState } from 'react';
import { classes } from '../design/design';
import styles from './charts.module.css';

export interface Column {
  readonly key: string;
  /** Under the column; empty where there is no room for all. */
  readonly label: string;
  readonly value: number;
  readonly tone: 'gain' | 'loss' | 'plain';
  /** What it says when it is pointed at. */
  readonly reading: ReactNode;
}

/** Upright columns around a line at nought. */
export function Columns(props: {
  readonly columns: readonly Column[];
  readonly text: string;
  /** What is read while none is pointed at. */
  readonly idle: ReactNode;
}): ReactNode {
  const [pointed, setPointed] = useState<string | null>(null);
  const { columns } = props;
  const highest = Math.max(0, ...columns.map(({ value }) => value));
  const lowest = Math.min(0, ...columns.map(({ value }) => value));
  const span = highest - lowest || 1;
  const percent = (value: number): string => `${(value / span) * 100}%`;
  const reading = columns.find(({ key }) => key === pointed)?.reading;
  return (
    <>
      <p className={styles['readout']} aria-hidden>
        {reading ?? props.idle}
      </p>
      <div role="img" aria-label={props.text}>
        <div
          className={styles['columns']}
          onPointerLeave={() => {
            setPointed(null);
          }}
        >
          <div className={styles['nought']} style={{ top: percent(highest) }} />
          {columns.map(({ key, value, tone }) => (
            <div
              key={key}
              className={classes(styles['column'], key === pointed && styles['pointed'])}
              onPointerEnter={() => {
                setPointed(key);
              }}
            >
              <div
                className={classes(styles['bar'], styles[tone])}
                style={{
                  top: percent(highest - Math.max(0, value)),
                  height: value === 0 ? 0 : `max(2px, ${percent(Math.abs(value))})`,
                }}
              />
            </div>
          ))}
        </div>
        <div className={styles['columnLabels']}>
          {columns.map(({ key, label }) => (
            <span key={key}>{label}</span>
          ))}
        </div>
      </div>
    </>
  );
}

/** A part of a whole beside its number, in a table: to the right of nought when it is a gain. */
export function Bar({ value, most }: { readonly value: number; readonly most: number }): ReactNode {
  const width = most === 0 ? 0 : (Math.abs(value) / most) * 50;
  return (
    <span className={styles['inline']} aria-hidden>
      <span
        className={classes(styles['inlineBar'], styles[value < 0 ? 'loss' : 'gain'])}
        style={{ left: value < 0 ? `${50 - width}%` : '50%', width: `${width}%` }}
      />
    </span>
  );
}
