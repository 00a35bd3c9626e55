import { useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../format/format';
import { grainOf, stepsOf } from './axis-steps';
import styles from './charts.module.css';

const MARK_SIZE = 5;

export interface Line {
  readonly label: string;
  /** One for each time; null where nothing is known. */
  readonly values: readonly (number | null)[];
  /** The name of a colour of the theme, such as `--link`. */
  readonly colour: string;
  readonly look?: 'filled' | 'dashed';
  /** A value holds until the next one. */
  readonly stepped?: boolean;
}

/** Something that happened at a moment: a triangle upwards or downwards on a line through all values. */
export interface Mark {
  readonly time: number;
  readonly up: boolean;
}

export interface TimeChartProps {
  /** Seconds since 1970, rising. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly marks?: readonly Mark[];
  readonly write: (value: number) => string;
  /** For the axis, where there is little room. */
  readonly writeShort: (value: number) => string;
  /** What somebody is told who does not see it. */
  readonly text: string;
  readonly tall?: boolean;
  /** The values are of whole days: a moment is told by its day. */
  readonly daily?: boolean;
}

/** Curves over time, which say what they are worth where they are pointed at. A table tells the same to those who do not see them. */
export default function TimeChart(props: TimeChartProps): ReactNode {
  const format = useFormat();
  const scheme = useComputedColorScheme();
  const { profitColours } = usePreferences();
  const box = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const { times, lines, marks, writeShort, daily } = props;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const chart = new UPlot(
      {
        ...sizeOf(element),
        ...looks(element, times, format, writeShort),
        series: [{}, ...lines.map((line) => seriesOf(line, element))],
        hooks: {
          setCursor: [
            ({ cursor }) => {
              setPointed(cursor.idx ?? null);
            },
          ],
          drawAxes: [
            (drawn) => {
              drawMarks(drawn, element, marks ?? []);
            },
          ],
        },
      },
      [[...times], ...lines.map(({ values }) => [...values])],
      element,
    );
    const observer = new ResizeObserver(() => {
      chart.setSize(sizeOf(element));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [times, lines, marks, writeShort, format, scheme, profitColours]);
  const shown = pointed ?? times.length - 1;
  const moment = times[shown];
  return (
    <>
      <p className={styles['readout']} aria-hidden>
        {moment === undefined ? null : (
          <span className="quiet">{momentText(moment, times, format, daily === true)}</span>
        )}
        {lines.map(({ label, values, colour, look }) => (
          <span key={label} className={styles['reading']}>
            <span
              className={look === 'dashed' ? styles['keyDashed'] : styles['key']}
              style={{ color: `var(${colour})` }}
            />
            {label} <b className="numeric">{textOf(lastKnown(values, shown), props.write)}</b>
          </span>
        ))}
      </p>
      <div
        ref={box}
        className={props.tall === true ? styles['tall'] : styles['low']}
        role="img"
        aria-label={props.text}
      />
    </>
  );
}

/** The value that held then: what is not told did not change. */
function lastKnown(values: readonly (number | null)[], index: number): number | null {
  for (let at = index; at >= 0; at -= 1) {
    const value = values[at];
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

function textOf(value: number | null, write: (value: number) => string): string {
  return value === null ? '–' : write(value);
}

function momentText(
  seconds: number,
  times: readonly number[],
  format: ReturnType<typeof useFormat>,
  daily: boolean,
): string {
  // A day's value stands at its end, which is the next one's beginning.
  if (daily) return format.dayName(new Date((seconds - 1) * 1000).toISOString().slice(0, 10));
  const instant = new Date(seconds * 1000).toISOString();
  return grainOf(spanOf(times)) === 'minute' ? format.clock(instant) : format.dayAndClock(instant);
}

function spanOf(times: readonly number[]): number {
  return (times.at(-1) ?? 0) - (times[0] ?? 0);
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  return { width: element.clientWidth, height: element.clientHeight };
}

function colourOf(element: HTMLElement, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

function looks(
  element: HTMLElement,
  times: readonly number[],
  format: ReturnType<typeof useFormat>,
  write: (value: number) => string,
): Pick<UPlot.Options, 'legend' | 'cursor' | 'padding' | 'axes'> {
  const axis = {
    stroke: colourOf(element, '--ink-quiet'),
    grid: { stroke: colourOf(element, '--line'), width: 1 },
    ticks: { show: false },
    font: '12px "Inter Variable", sans-serif',
  };
  const grain = grainOf(spanOf(times));
  const moment = (seconds: number): string => {
    const instant = new Date(seconds * 1000).toISOString();
    if (grain === 'minute') return format.clock(instant);
    return grain === 'month' ? format.month(instant.slice(0, 7)) : format.day(instant);
  };
  return {
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    padding: [8, 22, 0, 0],
    axes: [
      {
        ...axis,
        size: 28,
        space: grain === 'month' ? 110 : 80,
        incrs: stepsOf(grain),
        values: (_, ticks) => ticks.map(moment),
      },
      { ...axis, size: 72, space: 36, values: (_, ticks) => ticks.map((tick) => write(tick)) },
    ],
  };
}

function seriesOf({ colour, look, stepped }: Line, element: HTMLElement): UPlot.Series {
  const stroke = colourOf(element, colour);
  const paths = stepped === true ? UPlot.paths.stepped?.({ align: 1 }) : undefined;
  return {
    stroke,
    width: look === 'dashed' ? 1.5 : 2,
    spanGaps: true,
    points: { show: false },
    ...(look === 'filled' ? { fill: `color-mix(in srgb, ${stroke} 13%, transparent)` } : {}),
    ...(look === 'dashed' ? { dash: [5, 4] } : {}),
    ...(paths ? { paths } : {}),
  };
}

function drawMarks(chart: UPlot, element: HTMLElement, marks: readonly Mark[]): void {
  const { ctx, bbox } = chart;
  const scale = devicePixelRatio;
  const size = MARK_SIZE * scale;
  ctx.save();
  ctx.lineWidth = scale;
  ctx.setLineDash([2 * scale, 3 * scale]);
  for (const { time, up } of marks) {
    const x = chart.valToPos(time, 'x', true);
    if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1) continue;
    const bottom = bbox.top + bbox.height;
    ctx.strokeStyle = ctx.fillStyle = colourOf(element, up ? '--mark-in' : '--mark-out');
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bottom);
    ctx.stroke();
    const [tip, base] = up ? [bottom - 2 * size, bottom] : [bottom, bottom - 2 * size];
    ctx.beginPath();
    ctx.moveTo(x, tip);
    ctx.lineTo(x - size, base);
    ctx.lineTo(x + size, base);
    ctx.fill();
  }
  ctx.restore();
}
