import { type Seat } from './seat';
import { type Idea } from './strategy';
import { type AccountView, type OrderView, type PositionView, type SignalView } from './trader-wire';

export interface Desk {
  readonly seat: Seat;
  readonly deposit: number;
  account: AccountView | null;
  positions: readonly PositionView[];
}

export interface FollowedSignal {
  readonly id: number;
  readonly idea: Idea;
  view: SignalView | null;
}

/** Something worth a line. */
export type Happening =
  | { readonly kind: 'posted'; readonly signal: FollowedSignal }
  | { readonly kind: 'repeated'; readonly id: number; readonly recognised: boolean }
  | { readonly kind: 'decided'; readonly signal: SignalView }
  | { readonly kind: 'order'; readonly order: OrderView; readonly account: string }
  | { readonly kind: 'note'; readonly text: string };

/** All that the demo has seen so far: what the console shows and what the summary counts. */
export class Progress {
  readonly signals: FollowedSignal[] = [];
  readonly orders = new Map<string, OrderView>();
  readonly notes: string[] = [];
  /** Signals the backend did not record, by their error code. */
  readonly failures: string[] = [];
  sentAgain = 0;
  recognised = 0;

  constructor(readonly desks: readonly Desk[]) {}

  accountNumber(accountId: string): string {
    return this.desks.find(({ account }) => account?.account_id === accountId)?.seat.number ?? '?';
  }

  /** Every decision of every signal; a signal that was refused as a whole counts as one refusal. */
  refusals(): ReadonlyMap<string, number> {
    const codes = this.signals.flatMap(({ view }) => {
      const denied = (view?.decisions ?? []).flatMap(({ code }) => code ?? []);
      return denied.length === 0 && view?.code ? [view.code] : denied;
    });
    return counted(codes);
  }

  undecided(): FollowedSignal[] {
    return this.signals.filter(({ view }) => !view?.decided_at);
  }

  /** Signals whose orders may still change. */
  unfinished(): FollowedSignal[] {
    return this.signals.filter(({ view }) => !view || view.status === 'PENDING');
  }
}

export function counted(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
