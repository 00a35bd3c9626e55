import { Decimal } from 'decimal.js';
import { price, type Price } from '../../src/money/quantity';
import { type BrokerModel, type TradeResult } from './broker-model';
import { type Filling, type Instrument } from './instruments';
import { isPriceRefusal, RETCODE } from './retcodes';
import { type Position } from './trade';
import { type Command } from './wire';

const PRICE_ATTEMPTS = 3;

/**
 * Sends a command's trade to the broker: again at a fresh price, or with the other filling, as long as the answer
 * proves that nothing was executed. An answer that proves nothing is returned as it is.
 */
export function sendTrade(
  broker: BrokerModel,
  command: Command,
  volume: Decimal,
  position?: Position,
): TradeResult {
  const instrument = broker.market.instrument(command.symbol);
  const [filling, other] = fillingsFor(instrument);
  const request = {
    symbol: command.symbol,
    side: command.side,
    volume,
    position: position?.ticket,
    stopLoss: onGrid(command.stop_loss, instrument),
    takeProfit: onGrid(command.take_profit, instrument),
    magic: command.magic,
    comment: command.comment,
  };
  const first = broker.orderSend({ ...request, filling });
  if (first.retcode === RETCODE.INVALID_FILL && other)
    return broker.orderSend({ ...request, filling: other });
  let result = first;
  for (let attempt = 1; attempt < PRICE_ATTEMPTS && isPriceRefusal(result.retcode); attempt += 1) {
    result = broker.orderSend({ ...request, filling });
  }
  return result;
}

/** The volume on the broker's step, rounded down: more than was ordered is never sent. */
export function flooredVolume(volume: Decimal.Value, instrument: Instrument | undefined): Decimal {
  const step = instrument?.volumeStep ?? '0.01';
  return new Decimal(volume).dividedBy(step).floor().times(step);
}

function fillingsFor(instrument: Instrument | undefined): [Filling, Filling | undefined] {
  const [first = 'FOK', second] = instrument?.fillings ?? [];
  return [first, second];
}

function onGrid(level: number | null, instrument: Instrument | undefined): Price | null {
  return level === null ? null : price(new Decimal(level).toNearest(instrument?.tickSize ?? '0.00001'));
}
