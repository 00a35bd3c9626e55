import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../format/format';
import styles from './history.module.css';
import type { DayResult } from './trades';

/** The sum of closed results over days. The table beside it tells the same to those who do not see it. */
export default function ResultChart(props: {
  readonly days: readonly DayResult[];
  readonly currency: string;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { theme } = usePreferences();
  const box = useRef<HTMLDivElement>(null);
  const { days, currency } = props;
  const last = days.at(-1);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const colour = (name: string): string => getComputedStyle(element).getPropertyValue(name).trim();
    const axis = {
      stroke: colour('--ink-quiet'),
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { show: false },
      font: '12px "Inter Variable", sans-serif',
    };
    const { width, height } = element.getBoundingClientRect();
    const chart = new UPlot(
      {
        width,
        height,
        legend: { show: false },
        cursor: { y: false },
        scales: { x: { time: true } },
        axes: [
          { ...axis, values: (_, ticks) => ticks.map((tick) => shortDay(tick, format.locale)) },
          { ...axis, size: 76, values: (_, ticks) => ticks.map((tick) => format.money(tick, currency)) },
        ],
        series: [
          {},
          {
            stroke: colour('--link'),
            width: 2,
            fill: `color-mix(in srgb, ${colour('--link')} 12%, transparent)`,
            points: { show: days.length < 30, size: 6 },
          },
        ],
      },
      [days.map(({ day }) => Date.parse(`${day}T12:00:00Z`) / 1000), days.map(({ total }) => total)],
      element,
    );
    const observer = new ResizeObserver(([entry]) => {
      if (entry) chart.setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [days, currency, format, theme]);
  return (
    <div
      ref={box}
      className={styles['chart']}
      role="img"
      aria-label={t('history.chartText', {
        days: days.length,
        total: format.gain(last?.total ?? 0, currency),
      })}
    />
  );
}

function shortDay(seconds: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    seconds * 1000,
  );
}
