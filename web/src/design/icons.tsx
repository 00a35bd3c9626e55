import type { ReactNode } from 'react';

const PATHS = {
  dashboard: 'M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z',
  signals: 'M3 12h4l3-8 4 16 3-8h4',
  positions: 'M3 17l6-6 4 4 8-8M15 7h6v6',
  history: 'M12 8v4l3 2M3.500 12a8.500 8.500 0 1 0 2.600-6.100M3 4v4h4',
  risk: 'M12 3l8 3v6c0 4.500-3.400 7.700-8 9-4.600-1.300-8-4.500-8-9V6z',
  terminals: 'M4 5h16v11H4zM9 20h6M12 16v4',
  tokens:
    'M14.500 9.500a4 4 0 1 0-4 4 4 4 0 0 0 1.600-.300L14 15h2v2h2v2h3v-3l-6.800-4.800a4 4 0 0 0 .300-1.700z',
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c.600-3.400 3.500-5 7-5s6.400 1.600 7 5',
  statistics: 'M4 20V10M10 20V4M16 20v-7M21 20H3',
  stop: 'M8.300 3h7.400L21 8.300v7.400L15.700 21H8.300L3 15.700V8.300zM12 8v5M12 16h.010',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  cross: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  more: 'M5 11.500a.500.500 0 1 0 0 1 .500.500 0 0 0 0-1zM12 11.500a.500.500 0 1 0 0 1 .500.500 0 0 0 0-1zM19 11.500a.500.500 0 1 0 0 1 .500.500 0 0 0 0-1z',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  back: 'M19 12H5M11 6l-6 6 6 6',
  download: 'M12 4v11M7 10.500l5 5 5-5M4 20h16',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M4.900 4.900l1.400 1.400M17.700 17.700l1.400 1.400M2 12h2M20 12h2M4.900 19.100l1.400-1.400M17.700 6.300l1.400-1.400',
  leave: 'M14 8V5H5v14h9v-3M10 12h11M18 9l3 3-3 3',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2',
  plug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4',
  alert: 'M12 4l9 16H3zM12 10v4M12 17h.010',
  table: 'M4 5h16v14H4zM4 10h16M10 10v9',
  pulse: 'M4 12h3l2-5 4 10 2-5h5',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside a word; it says nothing that the word does not. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Gem({ size = 26 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path fill="#9f1239" d="M9 4h14l7 8-14 17L2 12z" />
      <path fill="#e11d48" d="M9 4h14l-3.500 8h-7z" />
      <path fill="#be123c" d="M2 12h10.500L16 29z" />
      <path fill="#fb7185" d="M12.500 12h7L16 29z" />
    </svg>
  );
}
