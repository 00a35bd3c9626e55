import { type ReactNode, useSyncExternalStore } from 'react';
import styles from './shell.module.css';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MS = 5_000;
const listeners = new Set<() => void>();
let current: Toast | null = null;

/** Says one thing quietly at the edge of the screen; a newer one takes its place. */
export function toast(text: string): void {
  const shown = { id: (current?.id ?? 0) + 1, text };
  become(shown);
  window.setTimeout(() => {
    if (current === shown) become(null);
  }, SHOWN_MS);
}

function become(next: Toast | null): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts(): ReactNode {
  const shown = useSyncExternalStore(subscribe, () => current);
  return (
    <div className={styles['toasts']} role="status" aria-live="polite">
      {shown && (
        <p key={shown.id} className={styles['toast']}>
          {shown.text}
        </p>
      )}
    </div>
  );
}
