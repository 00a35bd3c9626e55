import { lots, money, price } from '../../src/money/quantity';
import { type ReportedPosition } from '../../src/positions/position';

/** The position of the seed's example, as a terminal tells it. */
export function reportedPosition(changes: Partial<ReportedPosition> = {}): ReportedPosition {
  return {
    ticket: '123456789',
    symbol: 'EURUSD',
    side: 'BUY',
    volume: lots(0.1),
    openPrice: price(1.1),
    currentPrice: price(1.102),
    stopLoss: price(1.095),
    takeProfit: price(1.11),
    profit: money(20),
    swap: money(0),
    commission: money(-0.7),
    openedAt: new Date('2025-10-23T10:00:00Z'),
    ...changes,
  };
}
