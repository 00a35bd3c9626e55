import { Decimal, lots } from '../money/quantity';
import { type Session } from '../mt5-session/session';
import { type Position, type Side } from '../positions/position';
import { type IssuedSignal } from '../signals/signal';
import { closingRequest } from './closing-request';
import { lineOf } from './decision/account-conduct';
import { oldestFirst } from './decision/decide-closing';
import { type Order } from './order';

/** What the broker refused to close is tried again: after a minute, then after twice as long, and so on to half an hour. */
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

/** Who wants the account empty, and why; the words stand in the orders that are taken back. */
export interface Emptying {
  readonly accountId: string;
  /** Names the occasion: one occasion closes a position once, unless the broker refuses. */
  readonly occasion: string;
  readonly message: string;
  /** When it began: the tries are counted from then. */
  readonly since: Date;
  /** Leave alone what somebody else opened after it began. */
  readonly onlyWhatWasOpen: boolean;
}

/** An account that is to be emptied, as it is now. */
export interface Holdings {
  readonly session: Session;
  readonly positions: readonly Position[];
  readonly live: readonly Order[];
  /** The numbers of the house's own orders among the magic numbers of the positions. */
  readonly ours: ReadonlySet<string>;
}

/** What asks for the positions that are to go and that no order under way is closing yet: one for each symbol and side. */
export function closingsOf(
  emptying: Emptying,
  { session, positions, live, ours }: Holdings,
  at: Date,
): readonly IssuedSignal[] {
  const attempt = attemptAt(at.getTime() - emptying.since.getTime());
  return linesOf(positions).flatMap(({ symbol, side }) => {
    // The oldest are closed first: up to the first one that is not meant, so many lots are exactly these positions.
    const held = oldestFirst(positions, symbol, side);
    const stranger = held.findIndex((position) => !isMeant(position, emptying, ours));
    const own = stranger < 0 ? held : held.slice(0, stranger);
    if (!own.some((position) => isUnclaimed(position, live))) return [];
    const volume = stranger < 0 ? null : lots(Decimal.sum(...own.map((each) => each.volume)));
    const name = `${emptying.occasion}:${side}:${symbol}:${session.id}:${attempt}`;
    return [closingRequest({ name, session, symbol, side, volume, at })];
  });
}

/** Whether no order that is under way closes all of it. */
export function isUnclaimed({ ticket, volume }: Position, live: readonly Order[]): boolean {
  const claimed = live
    .flatMap(({ closeTargets }) => closeTargets)
    .filter((target) => target.ticket === ticket)
    .reduce((sum, target) => sum.plus(target.volume), new Decimal(0));
  return claimed.lessThan(volume);
}

/** How many tries are due so long after the first one: each of them has a name of its own, and is made once. */
export function attemptAt(elapsedMs: number): number {
  let attempt = 0;
  let pause = FIRST_PAUSE_MS;
  for (let due = pause; due <= elapsedMs; due += pause) {
    attempt += 1;
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
  return attempt;
}

function isMeant(
  { firstSeenAt, magic }: Position,
  { since, onlyWhatWasOpen }: Emptying,
  ours: ReadonlySet<string>,
): boolean {
  return !onlyWhatWasOpen || firstSeenAt <= since || (magic !== null && ours.has(magic));
}

interface Line {
  readonly symbol: string;
  readonly side: Side;
}

/** The symbols and sides that are held: what one closing signal closes. */
function linesOf(positions: readonly Position[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { symbol, side } of positions) lines.set(lineOf(symbol, side), { symbol, side });
  return [...lines.values()];
}
