import { type Decimal } from 'decimal.js';
import { type Position, type PositionPrice, type ReportedPosition } from './position';

/** One known position and what the terminal says of it now. */
export interface PositionChange {
  readonly before: Position;
  readonly reported: ReportedPosition;
}

/** One of which only price and floating profit moved. */
export interface PositionRepricing {
  readonly before: Position;
  readonly reported: PositionPrice;
}

export interface PositionDifference {
  readonly opened: readonly ReportedPosition[];
  readonly changed: readonly PositionChange[];
  /** Their terms are as they were. */
  readonly repriced: readonly PositionRepricing[];
  /** Known, but not in the list. Whether that means closed is for the caller to say. */
  readonly absent: readonly Position[];
}

/**
 * What a terminal's list says that was not known before. A position is recognised by its identifier, which stays when
 * the broker gives it another ticket; a client that sends no identifiers is recognised by its tickets.
 */
export function comparePositions(
  known: readonly Position[],
  reported: readonly ReportedPosition[],
): PositionDifference {
  const byIdentifier = new Map(known.map((position) => [position.identifier, position]));
  const byTicket = new Map(known.map((position) => [position.ticket, position]));
  const absent = new Map(known.map((position) => [position.id, position]));
  const opened: ReportedPosition[] = [];
  const changed: PositionChange[] = [];
  const repriced: PositionRepricing[] = [];

  for (const position of reported) {
    const before = byIdentifier.get(identifierOf(position)) ?? byTicket.get(position.ticket);
    if (!before) {
      opened.push(position);
      continue;
    }
    absent.delete(before.id);
    if (!sameTerms(before, position)) changed.push({ before, reported: position });
    else if (!samePrice(before, position)) repriced.push({ before, reported: position });
  }
  return { opened, changed, repriced, absent: [...absent.values()] };
}

/** The same for prices alone. Null unless they are of exactly the positions that are known, each once. */
export function comparePrices(
  known: readonly Position[],
  moved: readonly PositionPrice[],
): PositionDifference | null {
  const byTicket = new Map(known.map((position) => [position.ticket, position]));
  if (moved.length !== known.length || byTicket.size !== known.length) return null;
  const repriced: PositionRepricing[] = [];
  for (const price of moved) {
    const before = byTicket.get(price.ticket);
    if (!before || !byTicket.delete(price.ticket)) return null;
    if (!samePrice(before, price)) repriced.push({ before, reported: price });
  }
  return { opened: [], changed: [], repriced, absent: [] };
}

/** The last of those with one identifier: a list read while positions moved may hold one twice. */
export function withoutRepetitions(positions: readonly ReportedPosition[]): readonly ReportedPosition[] {
  return [...new Map(positions.map((position) => [identifierOf(position), position])).values()];
}

export function identifierOf({ identifier, ticket }: ReportedPosition): string {
  return identifier ?? ticket;
}

function sameTerms(before: Position, now: ReportedPosition): boolean {
  return (
    before.ticket === now.ticket &&
    before.identifier === identifierOf(now) &&
    before.symbol === now.symbol &&
    before.side === now.side &&
    before.volume.equals(now.volume) &&
    before.openPrice.equals(now.openPrice) &&
    same(before.stopLoss, now.stopLoss) &&
    same(before.takeProfit, now.takeProfit) &&
    before.swap.equals(now.swap) &&
    before.commission.equals(now.commission) &&
    before.magic === (now.magic ?? before.magic) &&
    before.comment === (now.comment ?? before.comment) &&
    before.openedAt.getTime() === now.openedAt.getTime()
  );
}

function samePrice(before: Position, now: PositionPrice): boolean {
  return same(before.currentPrice, now.currentPrice) && before.profit.equals(now.profit);
}

function same(one: Decimal | null, other: Decimal | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}
