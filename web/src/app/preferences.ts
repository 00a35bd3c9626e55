import { useSyncExternalStore } from 'react';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Theme = 'system' | 'light' | 'dark';
/** Not everybody tells red from green. */
export type ProfitColours = 'green-red' | 'blue-orange';
/** A zone of the IANA list, where the browser is, or the clock of the broker. */
export type Zone = 'local' | 'UTC' | 'broker' | (string & {});

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly zone: Zone;
  /** Sums in this currency come first; null: that of the largest account. */
  readonly currency: string | null;
  readonly profitColours: ProfitColours;
}

const KEY = 'rubi.preferences';
const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  const language: Language = navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
  const standard: Preferences = {
    language,
    theme: 'system',
    zone: 'local',
    currency: null,
    profitColours: 'green-red',
  };
  try {
    return { ...standard, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) };
  } catch {
    return standard;
  }
}

export function preferences(): Preferences {
  return current;
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  for (const listener of listeners) listener();
}

/** Whether this browser's owner ever said which language they read. */
export function hasChosen(preference: keyof Preferences): boolean {
  try {
    return preference in (JSON.parse(localStorage.getItem(KEY) ?? '{}') as object);
  } catch {
    return false;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What this browser's owner likes; kept in the browser, as it concerns the screen and not the trading. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}
