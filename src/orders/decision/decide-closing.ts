import { Decimal, lots } from '../../money/quantity';
import { type Position } from '../../positions/position';
import { deny } from '../../risk/denial';
import { checkEssentials } from '../../risk/pre-trade-rules';
import { floorToGrid } from '../../risk/step-grid';
import { type Signal } from '../../signals/signal';
import { type CloseTarget, type OrderSide } from '../order';
import { type AccountBook } from './account-book';
import { type Decision } from './decision';
import { denied } from './denied';
import { matchSymbol } from './symbol-match';
import { closingFacts } from './trade-facts';

/**
 * Turns CLOSE_BUY or CLOSE_SELL into one order over the matching positions, oldest first, and never more than is open.
 * With a requested volume it reduces; without, it closes all. It takes risk away, so no limit stops it but a halt.
 */
export function decideClosing(signal: Signal, book: AccountBook, now: Date): Decision {
  const side: OrderSide = signal.type === 'CLOSE_BUY' ? 'BUY' : 'SELL';
  const check = checkEssentials(closingFacts(signal, side, book, now));
  const rules = check.verdicts;
  if (check.outcome === 'denied') return denied(check.denial, { rules });

  const match = matchSymbol(signal.symbol, new Set(book.positions.map(({ symbol }) => symbol)));
  if (match.outcome === 'denied') return denied(match.denial, { rules });
  const symbol = match.outcome === 'found' ? match.symbol : signal.symbol;

  const targets = targetsOf(signal, book, oldestFirst(book.positions, symbol, side));
  if (targets.length === 0) {
    return denied(deny('NOTHING_TO_CLOSE', { side, symbol: signal.symbol }), { rules });
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
      createdAt: now,
      expiresAt: null,
    },
    ledger: {
      version: 1,
      volume: volume.toFixed(),
      rules,
      steps: [],
      denial: null,
      inputs: {
        requestedVolume: signal.volume?.toFixed() ?? null,
        targets: targets.map(({ ticket, volume: part }) => ({ ticket, volume: part.toFixed() })),
      },
    },
  };
}

function oldestFirst(positions: readonly Position[], symbol: string, side: OrderSide): Position[] {
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
