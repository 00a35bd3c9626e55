import { Decimal, lots } from '../../money/quantity';
import { type Position } from '../../positions/position';
import { deny } from '../../risk/denial';
import { checkBeforeTrade } from '../../risk/pre-trade-rules';
import { floorToGrid } from '../../risk/step-grid';
import { type Signal, sourceNameOf } from '../../signals/signal';
import { type CloseTarget, type OrderSide } from '../order';
import { type AccountBook } from './account-book';
import { NO_SYMBOL } from './account-symbol';
import { type Decision } from './decision';
import { denied, EMPTY_LEDGER } from './denied';
import { heldSymbol } from './held-symbol';
import { observe, wishOf } from './observe';
import { factsUnder } from './observed';

/**
 * Turns CLOSE_BUY or CLOSE_SELL into one order over the matching positions, oldest first, and never more than is open.
 * With a requested volume it reduces; without, it closes all, and takes back what is still on its way to be opened.
 * It takes risk away, so no limit stops it but a halt.
 */
export function decideClosing(signal: Signal, book: AccountBook, now: Date): Decision {
  const side: OrderSide = signal.type === 'CLOSE_BUY' ? 'BUY' : 'SELL';
  const wish = wishOf(signal, { name: signal.symbol, fact: NO_SYMBOL });
  const check = checkBeforeTrade(factsUnder(book.profile, observe(wish, book, now)));
  const rules = check.verdicts;
  if (check.outcome === 'denied') return denied(check.denial, { rules });

  const positions = signal.source === 'system' ? book.positions : book.closablePositions();
  const openings = book
    .openings()
    .filter(({ status }) => status !== 'FILLED' && status !== 'PARTIALLY_FILLED');
  const held = [...positions, ...openings].map(({ symbol }) => symbol);
  const match = heldSymbol(signal.symbol, held, book.specs, book.profile.symbolMap);
  if (match.outcome === 'denied') return denied(match.denial, { rules });
  const symbol = match.outcome === 'found' ? match.symbol : signal.symbol;

  const takesBack = openings
    .filter((order) => signal.volume === null && order.symbol === symbol && order.side === side)
    .map(({ signalId }) => signalId);
  const targets = targetsOf(signal, book, oldestFirst(positions, symbol, side));
  const closes = {
    targets: targets.map(({ ticket, volume }) => ({ ticket, volume: volume.toFixed() })),
    taken_back: takesBack,
  };
  if (targets.length === 0) {
    if (takesBack.length > 0) {
      return { outcome: 'TOOK_BACK', ledger: { ...EMPTY_LEDGER, rules, closes }, takesBack };
    }
    return denied(deny('NOTHING_TO_CLOSE', { side, symbol: signal.symbol }), { rules, closes });
  }
  const volume = targets.reduce((sum, target) => sum.plus(target.volume), new Decimal(0));
  return {
    outcome: 'ORDERED',
    order: {
      userId: signal.userId,
      accountId: book.account.id,
      signalId: signal.id,
      action: 'CLOSE',
      side: side === 'BUY' ? 'SELL' : 'BUY',
      symbol,
      volume: lots(volume),
      entryPrice: null,
      stopLoss: null,
      takeProfit: null,
      closeTargets: targets,
      riskMoney: null,
      marginMoney: null,
      source: sourceNameOf(signal),
      flattens: signal.source === 'system',
      createdAt: now,
      expiresAt: null,
    },
    ledger: { ...EMPTY_LEDGER, volume: volume.toFixed(), rules, closes },
    takesBack,
  };
}

/** The positions of a symbol and side in the order in which they are closed. */
export function oldestFirst(positions: readonly Position[], symbol: string, side: OrderSide): Position[] {
  return positions
    .filter((position) => position.symbol === symbol && position.side === side)
    .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime() || Number(BigInt(a.id) - BigInt(b.id)));
}

function targetsOf(signal: Signal, book: AccountBook, positions: readonly Position[]): CloseTarget[] {
  const targets: CloseTarget[] = [];
  let wanted = signal.volume ?? new Decimal(Infinity);
  for (const position of positions) {
    const closable = book.closableVolume(position);
    const volume = wanted.greaterThanOrEqualTo(closable) ? closable : onStep(wanted, position, book);
    if (volume.greaterThan(0)) targets.push({ ticket: position.ticket, volume: lots(volume) });
    wanted = wanted.minus(volume);
    if (!wanted.greaterThan(0)) break;
  }
  return targets;
}

/** A part of a position is a volume of its own: on the broker's grid, rounded down. */
function onStep(volume: Decimal, { symbol }: Position, book: AccountBook): Decimal {
  const spec = book.specs.get(symbol);
  return spec ? (floorToGrid(volume, spec) ?? new Decimal(0)) : volume;
}
