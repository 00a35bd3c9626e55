import type { ReactNode } from 'react';
import styles from './design.module.css';
import { classes, type Tone } from './design';

const FILLS: Readonly<Record<Tone, string | undefined>> = {
  live: styles['fillLive'],
  warn: styles['fillWarn'],
  bad: styles['fillBad'],
  idle: styles['fillIdle'],
};

/** How much of something is used up, from 0 to 1; `marks` are places on the way where something happens. */
export function Meter(props: {
  readonly label: string;
  readonly used: number;
  /** The same in words, for who does not see the bar. */
  readonly text: string;
  readonly tone: Tone;
  readonly marks?: readonly number[];
}): ReactNode {
  const percent = Math.round(Math.min(1, Math.max(0, props.used)) * 1000) / 10;
  return (
    <div
      className={styles['meter']}
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={props.text}
    >
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles['meterTrack']} width="100" height="6" />
        <rect className={classes(FILLS[props.tone])} width={percent} height="6" />
        {(props.marks ?? []).map((mark) => (
          <rect key={mark} className={styles['meterMark']} x={mark * 100 - 0.2} width="0.4" height="6" />
        ))}
      </svg>
    </div>
  );
}
