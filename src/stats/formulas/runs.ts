export type Outcome = 'won' | 'lost';

interface Streak {
  readonly outcome: Outcome;
  readonly length: number;
}

/**
 * The runs of equal outcomes in a sequence of trades, by the time of their closing. Sequences are told apart by their
 * ends, so that the runs of two that follow each other are the runs of both: days can be kept and put together.
 * A trade that brought exactly nothing neither continues a run nor ends it.
 */
export interface Runs {
  readonly count: number;
  readonly longestWin: number;
  readonly longestLoss: number;
  readonly head: Streak | null;
  readonly tail: Streak | null;
}

export const NO_RUNS: Runs = { count: 0, longestWin: 0, longestLoss: 0, head: null, tail: null };

export function runOf(outcome: Outcome): Runs {
  const only = { outcome, length: 1 };
  return { count: 1, ...longest(0, 0, only), head: only, tail: only };
}

/** The runs of `earlier` followed by `later`. */
export function follow(earlier: Runs, later: Runs): Runs {
  if (!earlier.tail || !later.head) return earlier.tail ? earlier : later;
  const win = Math.max(earlier.longestWin, later.longestWin);
  const loss = Math.max(earlier.longestLoss, later.longestLoss);
  if (earlier.tail.outcome !== later.head.outcome) {
    const count = earlier.count + later.count;
    return { count, longestWin: win, longestLoss: loss, head: earlier.head, tail: later.tail };
  }
  const joined = { outcome: later.head.outcome, length: earlier.tail.length + later.head.length };
  return {
    count: earlier.count + later.count - 1,
    ...longest(win, loss, joined),
    head: earlier.count === 1 ? joined : earlier.head,
    tail: later.count === 1 ? joined : later.tail,
  };
}

function longest(
  win: number,
  loss: number,
  { outcome, length }: Streak,
): Pick<Runs, 'longestWin' | 'longestLoss'> {
  return {
    longestWin: outcome === 'won' ? Math.max(win, length) : win,
    longestLoss: outcome === 'lost' ? Math.max(loss, length) : loss,
  };
}
