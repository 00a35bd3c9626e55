import type { Deal } from '../../api/queries';

const COLUMNS = [
  'time',
  'account_id',
  'ticket',
  'position',
  'symbol',
  'type',
  'entry',
  'volume',
  'price',
  'profit',
  'swap',
  'commission',
  'fee',
  'reason',
  'comment',
] as const satisfies readonly (keyof Deal)[];

/** How a spreadsheet of this language reads a file by itself: semicolons and decimal commas in French. */
interface Dialect {
  readonly separator: ',' | ';';
  readonly decimal: '.' | ',';
}

export function dialectOf(language: 'en' | 'fr'): Dialect {
  return language === 'fr' ? { separator: ';', decimal: ',' } : { separator: ',', decimal: '.' };
}

/** Deals as CSV (RFC 4180). The mark at its head tells Excel that it is UTF-8. */
export function csvOf(deals: readonly Deal[], { separator, decimal }: Dialect): Blob {
  const field = (value: string | number | null): string => {
    if (value === null) return '';
    if (typeof value === 'number') return value.toString().replace('.', decimal);
    return quoted(defused(value), separator);
  };
  const rows = [
    COLUMNS.join(separator),
    ...deals.map((deal) => COLUMNS.map((name) => field(deal[name])).join(separator)),
  ];
  return new Blob(['\uFEFF', rows.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' });
}

function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A comment comes from a broker or another program: a spreadsheet must not take it for a formula. */
function defused(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
