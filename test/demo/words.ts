import { Decimal } from 'decimal.js';
import { INSTRUMENTS } from '../terminal/instruments';
import { type Desk, type FollowedSignal } from './progress';
import { type OrderView, type PositionView, type SignalView } from './trader-wire';

/** The sentences of the console: short, with the numbers that matter. */

export function moneyText(amount: number): string {
  return new Decimal(amount).toFixed(2);
}

export function gainText(amount: number): string {
  return amount > 0 ? `+${moneyText(amount)}` : moneyText(amount);
}

/** A price with the decimals of its symbol: 150.000 rather than 150. */
function priceText(symbol: string, price: number | null): string {
  if (price === null) return '?';
  const instrument = INSTRUMENTS.find((known) => known.symbol === symbol);
  return instrument ? new Decimal(price).toFixed(instrument.digits) : String(price);
}

export function signalText({ idea }: FollowedSignal): string {
  const { symbol, signal_type: type, volume, stop_loss: stop } = idea.signal;
  const asked = volume === undefined ? '' : `, ${volume} lots asked`;
  return `${type} ${symbol}${stop === undefined ? '' : `, stop ${priceText(symbol, stop)}`}${asked}`;
}

/** One sentence per account: what was ordered and why, or what was refused and why. */
export function decisionTexts(signal: SignalView): string[] {
  if (signal.decisions.length === 0) {
    return [signal.code ? `refused, ${signal.code}: ${signal.message ?? ''}` : 'nothing to do'];
  }
  return signal.decisions.map(({ account_number: number, outcome, code, volume, message }) => {
    const what = {
      ORDERED: `${volume ?? '?'} lots ordered`,
      DENIED: `denied, ${code ?? '?'}`,
      TOOK_BACK: 'an opening on its way taken back',
    }[outcome];
    return `${number}: ${what}${message === null ? '' : ` (${message})`}`;
  });
}

export function orderText(order: OrderView): string {
  const { action, side, symbol, volume, status } = order;
  const filled =
    order.fill_price === null ? '' : ` ${order.filled_volume} at ${priceText(symbol, order.fill_price)}`;
  const why =
    status === 'REJECTED' || status === 'UNKNOWN' ? ` ${order.retcode ?? ''} ${order.message ?? ''}` : '';
  const what = action === 'OPEN' ? side : `close by ${side}`;
  return `${what} ${volume} ${symbol}: ${status}${filled}${why}`;
}

export function positionText(position: PositionView): string {
  const { type, volume, symbol, open_price: from, current_price: now, profit } = position;
  return `${type} ${volume} ${symbol} ${priceText(symbol, from)} → ${priceText(symbol, now)}  ${gainText(profit)}`;
}

export function deskText({ seat, account, positions }: Desk): string {
  const { number, marginMode, status } = seat;
  const name = `${number} ${marginMode.toLowerCase()}`;
  if (!account) return `${name}: ${status.toLowerCase()}`;
  const { balance, equity, currency } = account;
  const profit = gainText(new Decimal(equity).minus(balance).toNumber());
  const open = `${positions.length} open`;
  return `${name}: balance ${moneyText(balance)}  equity ${moneyText(equity)} ${currency} (${profit}), ${open}`;
}
