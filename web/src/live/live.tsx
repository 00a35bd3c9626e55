import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { type LineState, LiveLine } from './line';
import { newsTaker } from './take-news';

const Context = createContext<LiveLine | null>(null);
const CONNECTING: LineState = { status: 'connecting' };

/**
 * Keeps one line open for as long as somebody is logged in.
 *
 * @param onBack told when a lost line is there again; the first one given is kept
 */
export function Live({
  children,
  onBack,
}: {
  readonly children: ReactNode;
  readonly onBack: () => void;
}): ReactNode {
  const client = useQueryClient();
  const [line] = useState(() => lineFor(client, onBack));
  useEffect(() => {
    line.open();
    return () => {
      line.close();
    };
  }, [line]);
  return <Context value={line}>{children}</Context>;
}

function lineFor(client: QueryClient, onBack: () => void): LiveLine {
  return new LiveLine({
    news: newsTaker(client),
    back: () => {
      void client.invalidateQueries();
      onBack();
    },
  });
}

/** How the line to the backend is. */
export function useLine(): LineState {
  const line = useContext(Context);
  return useSyncExternalStore(line ? line.subscribe : nothing, () => line?.state ?? CONNECTING);
}

function nothing(): () => void {
  return () => undefined;
}
