import { Decimal } from 'decimal.js';
import { type Clock } from '../../src/platform/time/clock';
import { type BrokerModel } from './broker-model';
import { type Instrument } from './instruments';
import { type Deal, type Position } from './trade';
import {
  type SymbolSpec,
  type SyncRequest,
  type WireDeal,
  type WireHistory,
  type WirePosition,
} from './wire';

/** What the terminal sees of its account, in the words of the wire. Decimals become JSON numbers here, not earlier. */

export function wireAccount(broker: BrokerModel): SyncRequest['account'] {
  const state = broker.book.account();
  return {
    balance: state.balance.toNumber(),
    equity: state.equity.toNumber(),
    margin: state.margin.toNumber(),
    margin_free: state.marginFree.toNumber(),
    margin_level: state.marginLevel.toNumber(),
    profit: state.profit.toNumber(),
  };
}

export function wirePermissions(broker: BrokerModel): NonNullable<SyncRequest['permissions']> {
  const { permissions } = broker;
  return {
    terminal_connected: permissions.terminalConnected,
    terminal_trade_allowed: permissions.terminalTradeAllowed,
    ea_trade_allowed: permissions.eaTradeAllowed,
    account_trade_allowed: permissions.accountTradeAllowed,
    account_trade_expert: permissions.accountTradeExpert,
  };
}

export function wireClock(clock: Clock, utcOffsetSeconds: number): NonNullable<SyncRequest['clock']> {
  const now = clock.now();
  return {
    gmt: now.toISOString(),
    trade_server: brokerTime(now, utcOffsetSeconds),
    utc_offset_seconds: utcOffsetSeconds,
  };
}

export function wirePositions(broker: BrokerModel): WirePosition[] {
  return broker.book.positions().map((position) => wirePosition(position, broker));
}

function wirePosition(position: Position, broker: BrokerModel): WirePosition {
  return {
    ticket: position.ticket,
    identifier: position.identifier,
    symbol: position.symbol,
    type: position.side,
    volume: position.volume.toNumber(),
    open_price: position.openPrice.toNumber(),
    current_price: broker.book.closingPrice(position).toNumber(),
    sl: position.stopLoss?.toNumber() ?? null,
    tp: position.takeProfit?.toNumber() ?? null,
    profit: broker.book.profitNow(position).toNumber(),
    swap: position.swap.toNumber(),
    commission: position.commission.toNumber(),
    magic: position.magic,
    comment: position.comment === '' ? null : position.comment,
    open_time: position.openedAt.toISOString(),
  };
}

/** Deals newer than the last one the backend has, oldest first. */
export function wireDealsAfter(broker: BrokerModel, lastTicket: string | null, atMost = 100): WireDeal[] {
  const last = BigInt(lastTicket ?? '0');
  return broker.book.deals
    .filter(({ ticket }) => BigInt(ticket) > last)
    .slice(0, atMost)
    .map((deal) => wireDeal(deal, broker.utcOffsetSeconds));
}

export const HISTORY_AT_ONCE = 250;

/** The next deals of a history that is told from its beginning on, and how far it is told with them. */
export function wireHistory(
  broker: BrokerModel,
  { from, told }: { readonly from: string | null; readonly told: number },
): { readonly deals: WireDeal[]; readonly history: WireHistory } {
  const all = [...broker.book.deals]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map((deal) => wireDeal(deal, broker.utcOffsetSeconds));
  // After a restart from the second on in which the last one was executed: what is told twice is kept once.
  const start = told > 0 ? told : all.filter(({ broker_time: time }) => from !== null && time < from).length;
  const deals = all.slice(start, start + HISTORY_AT_ONCE);
  const end = start + deals.length;
  const until = all[end - 1]?.broker_time ?? from;
  return {
    deals,
    history: { until, deals_told: end, deals_total: all.length, complete: end === all.length },
  };
}

function wireDeal(deal: Deal, utcOffsetSeconds: number): WireDeal {
  return {
    ticket: deal.ticket,
    order: deal.order,
    position: deal.position,
    symbol: deal.symbol,
    type: deal.side,
    entry: deal.entry,
    volume: deal.volume.toNumber(),
    price: deal.price.toNumber(),
    profit: deal.profit.toNumber(),
    swap: deal.swap.toNumber(),
    commission: deal.commission.toNumber(),
    fee: 0,
    magic: deal.magic,
    comment: deal.comment === '' ? null : deal.comment,
    reason: deal.reason,
    time: deal.at.toISOString(),
    broker_time: brokerTime(deal.at, utcOffsetSeconds),
  };
}

/** @returns the specifications of those symbols that the broker has */
export function wireSpecs(broker: BrokerModel, symbols: readonly string[]): SymbolSpec[] {
  return symbols.flatMap((symbol) => {
    const instrument = broker.market.instrument(symbol);
    return instrument ? [wireSpec(instrument, broker)] : [];
  });
}

function wireSpec(instrument: Instrument, broker: BrokerModel): SymbolSpec {
  const quote = broker.market.quote(instrument.symbol);
  const point = new Decimal(10).pow(-instrument.digits).toNumber();
  return {
    symbol: instrument.symbol,
    digits: instrument.digits,
    point,
    tick_size: new Decimal(instrument.tickSize).toNumber(),
    tick_value_profit: tickValue(instrument, broker, 1),
    tick_value_loss: tickValue(instrument, broker, -1),
    contract_size: new Decimal(instrument.contractSize).toNumber(),
    volume_min: new Decimal(instrument.volumeMin).toNumber(),
    volume_max: new Decimal(instrument.volumeMax).toNumber(),
    volume_step: new Decimal(instrument.volumeStep).toNumber(),
    volume_limit: 0,
    stops_level_points: instrument.stopsLevelPoints,
    freeze_level_points: 0,
    calc_mode: instrument.calcMode,
    trade_mode: 'FULL',
    execution_mode: 'MARKET',
    filling_modes: instrument.fillings,
    currency_base: instrument.currencyBase,
    currency_profit: instrument.currencyProfit,
    currency_margin: instrument.currencyMargin,
    margin_initial: 0,
    margin_maintenance: 0,
    margin_rate_buy: 1,
    margin_rate_sell: 1,
    bid: quote.bid.toNumber(),
    ask: quote.ask.toNumber(),
    quoted_at: quote.at.toISOString(),
  };
}

/** What one tick of one lot gains (+1) or loses (−1), in the account's currency. */
function tickValue(instrument: Instrument, broker: BrokerModel, direction: 1 | -1): number {
  const tick = new Decimal(instrument.tickSize).times(instrument.contractSize).times(direction);
  const value = broker.market.convert(tick, instrument.currencyProfit, broker.book.facts.currency);
  return value.abs().toDecimalPlaces(8).toNumber();
}

export function wireQuotes(
  broker: BrokerModel,
  symbols: readonly string[],
): NonNullable<SyncRequest['quotes']> {
  return symbols.map((symbol) => {
    const { bid, ask, at } = broker.market.quote(symbol);
    return { symbol, bid: bid.toNumber(), ask: ask.toNumber(), time: at.toISOString() };
  });
}

function brokerTime(instant: Date, utcOffsetSeconds: number): string {
  return new Date(instant.getTime() + utcOffsetSeconds * 1000).toISOString().slice(0, 19);
}
