import { useMemo } from 'react';
import { useSearchParams } from 'wouter';

export const SPANS = ['all', '7d', '30d', '90d', 'year', 'days'] as const;
export type Span = (typeof SPANS)[number];

/** What is asked for: kept in the address, so that it can be kept, sent, and gone back to. */
export interface Filter {
  /** Empty: every account. */
  readonly account: string;
  /** Empty: every symbol. */
  readonly symbol: string;
  /** `days`: those from `from` to `to`, as they were chosen. */
  readonly span: Span;
  readonly from: string;
  readonly to: string;
}

/** A symbol as the backend takes it; anything else is not asked for. */
const SYMBOL = /^[^\s\p{C}](?:[^\p{C}]{0,30}[^\s\p{C}])?$/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ACCOUNT = /^[0-9a-f-]{36}$/;
const LENGTHS = { '7d': 7, '30d': 30, '90d': 90 } as const;
const DAY_MS = 86_400_000;

export function isSymbol(text: string): boolean {
  return SYMBOL.test(text);
}

export function readFilter(search: URLSearchParams): Filter {
  const text = (name: string, form: RegExp): string => {
    const value = search.get(name) ?? '';
    return form.test(value) ? value : '';
  };
  const [from, to] = [text('from', DAY), text('to', DAY)];
  const asked = search.get('period');
  const span = SPANS.find((one) => one === asked) ?? (from || to ? 'days' : 'all');
  return { account: text('account', ACCOUNT), symbol: text('symbol', SYMBOL), span, from, to };
}

export function writeFilter({ account, symbol, span, from, to }: Filter): Record<string, string> {
  return {
    ...(account && { account }),
    ...(SYMBOL.test(symbol) && { symbol }),
    ...(span !== 'all' && { period: span }),
    ...(span === 'days' && from && { from }),
    ...(span === 'days' && to && { to }),
  };
}

/** The days that are meant, both included; a side that is open is left out. */
export function daysOf({ span, from, to }: Filter, today: string): { from?: string; to?: string } {
  if (span === 'all') return {};
  if (span === 'year') return { from: `${today.slice(0, 4)}-01-01` };
  if (span !== 'days') {
    const first = Date.parse(today) - (LENGTHS[span] - 1) * DAY_MS;
    return { from: new Date(first).toISOString().slice(0, 10) };
  }
  return { ...(from && { from }), ...(to && { to }) };
}

/** The filter in the address of this screen, and the way to change a part of it. */
export function useFilter(): readonly [Filter, (change: Partial<Filter>) => void] {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => readFilter(search), [search]);
  const change = (part: Partial<Filter>): void => {
    setSearch(
      (before) => {
        const kept = [...before].filter(([name]) => !FIELDS.has(name));
        return new URLSearchParams([...kept, ...Object.entries(writeFilter({ ...filter, ...part }))]);
      },
      { replace: true },
    );
  };
  return [filter, change];
}

const FIELDS = new Set(['account', 'symbol', 'period', 'from', 'to']);
