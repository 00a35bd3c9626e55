import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Deal } from '../../api/queries';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../format/format';
import styles from './history.module.css';
import { curveOf } from './trades';

const DAY_SECONDS = 86_400;

/** The sum of closed results, deal by deal. The table beside it tells the same to those who do not see it. */
export default function ResultChart(props: {
  readonly deals: readonly Deal[];
  readonly days: number;
  readonly currency: string;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { theme } = usePreferences();
  const box = useRef<HTMLDivElement>(null);
  const { deals, currency } = props;
  const curve = useMemo(() => curveOf(deals), [deals]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const chart = new UPlot(optionsFor(element, curve[0], format, currency), [...curve], element);
    const observer = new ResizeObserver(() => {
      chart.setSize(sizeOf(element));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [curve, currency, format, theme]);
  return (
    <div
      ref={box}
      className={styles['chart']}
      role="img"
      aria-label={t('history.chartText', {
        days: props.days,
        total: format.gain(curve[1].at(-1) ?? 0, currency),
      })}
    />
  );
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  return { width: element.clientWidth, height: element.clientHeight };
}

function optionsFor(
  element: HTMLElement,
  times: readonly number[],
  format: ReturnType<typeof useFormat>,
  currency: string,
): UPlot.Options {
  const colour = (name: string): string => getComputedStyle(element).getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--ink-quiet'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    font: '12px "Inter Variable", sans-serif',
  };
  const short = (times.at(-1) ?? 0) - (times[0] ?? 0) < 2 * DAY_SECONDS;
  const moment = (seconds: number): string => {
    const instant = new Date(seconds * 1000).toISOString();
    return short ? format.clock(instant) : format.day(instant);
  };
  return {
    ...sizeOf(element),
    legend: { show: false },
    cursor: { y: false },
    padding: [8, 8, 0, 0],
    axes: [
      { ...axis, size: 28, space: 90, values: (_, ticks) => ticks.map(moment) },
      { ...axis, size: 84, values: (_, ticks) => ticks.map((tick) => format.money(tick, currency)) },
    ],
    series: [
      {},
      {
        stroke: colour('--link'),
        width: 2,
        fill: `color-mix(in srgb, ${colour('--link')} 12%, transparent)`,
        points: { show: false },
        ...(UPlot.paths.stepped ? { paths: UPlot.paths.stepped({ align: 1 }) } : {}),
      },
    ],
  };
}
