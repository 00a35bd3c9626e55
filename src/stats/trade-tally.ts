import { Decimal } from '../money/quantity';
import { pipsOf } from '../positions/pip';
import { type ClosedTrade } from '../positions/trade';
import { follow, NO_RUNS, type Outcome, runOf, type Runs } from './formulas/runs';

/** The trade that brought the most, or the least. */
export interface Extreme {
  readonly net: Decimal;
  readonly positionId: string;
  readonly leg: number;
  readonly closedMs: number;
}

/** How a trade moved the balance, in proportion. Null where there was no balance to speak of. */
export interface TradeReturns {
  /** 1 + net ÷ the balance when it was opened. */
  readonly growth: Decimal | null;
  /** The balance after it ÷ the balance without it. */
  readonly holdingPeriod: Decimal | null;
}

const ZERO = new Decimal(0);

/** Holding times are whole milliseconds, and counts are counts: these are numbers, everything else is a decimal. */
export interface TradeSums {
  trades: number;
  won: number;
  lost: number;
  longTrades: number;
  longWon: number;
  longLost: number;
  shortTrades: number;
  shortWon: number;
  shortLost: number;
  grossProfit: Decimal;
  grossLoss: Decimal;
  netSquares: Decimal;
  netCubes: Decimal;
  netFourths: Decimal;
  swap: Decimal;
  commission: Decimal;
  fee: Decimal;
  lots: Decimal;
  /** Trades whose opening is known, and how long they were held. */
  heldTrades: number;
  heldMs: number;
  heldWonTrades: number;
  heldWonMs: number;
  heldLostTrades: number;
  heldLostMs: number;
  longestHeldMs: number;
  /** Trades with a planned risk, and the sum of their R-multiples. */
  riskTrades: number;
  riskMultiples: Decimal;
  /** Trades whose way is known in pips, and Σ of it; of those that were won and lost too. */
  pipTrades: number;
  pips: Decimal;
  pipWonTrades: number;
  pipsWon: Decimal;
  pipLostTrades: number;
  pipsLost: Decimal;
  /** Null while no trade's way is known in pips. */
  mostPips: Decimal | null;
  leastPips: Decimal | null;
  /** Π growth; trades without one are counted as ungrown. */
  growth: Decimal;
  ungrown: number;
  /** Of the holding period returns: how many, Σ (h − 1), Σ (h − 1)², Π h. */
  returns: number;
  returnSum: Decimal;
  returnSquares: Decimal;
  returnProduct: Decimal;
  best: Extreme | null;
  worst: Extreme | null;
  runs: Runs;
}

const DECIMALS = [
  'grossProfit',
  'grossLoss',
  'netSquares',
  'netCubes',
  'netFourths',
  'swap',
  'commission',
  'fee',
  'lots',
  'riskMultiples',
  'pips',
  'pipsWon',
  'pipsLost',
  'returnSum',
  'returnSquares',
] as const satisfies readonly (keyof TradeSums)[];
const PRODUCTS = ['growth', 'returnProduct'] as const satisfies readonly (keyof TradeSums)[];
const COUNTS = [
  'trades',
  'won',
  'lost',
  'longTrades',
  'longWon',
  'longLost',
  'shortTrades',
  'shortWon',
  'shortLost',
  'heldTrades',
  'heldMs',
  'heldWonTrades',
  'heldWonMs',
  'heldLostTrades',
  'heldLostMs',
  'riskTrades',
  'pipTrades',
  'pipWonTrades',
  'pipLostTrades',
  'ungrown',
  'returns',
] as const satisfies readonly (keyof TradeSums)[];

export function noTrades(): TradeSums {
  const sums: Partial<TradeSums> = {
    longestHeldMs: 0,
    mostPips: null,
    leastPips: null,
    best: null,
    worst: null,
    runs: NO_RUNS,
  };
  for (const name of DECIMALS) sums[name] = ZERO;
  for (const name of PRODUCTS) sums[name] = new Decimal(1);
  for (const name of COUNTS) sums[name] = 0;
  return sums as TradeSums;
}

/** Adds a trade that was closed after all the others. */
export function addTrade(sums: TradeSums, trade: ClosedTrade, { growth, holdingPeriod }: TradeReturns): void {
  const outcome = outcomeOf(trade.net);
  addInOrder(sums, trade);
  sums.trades += 1;
  if (outcome === 'won') sums.grossProfit = sums.grossProfit.plus(trade.net);
  if (outcome === 'lost') sums.grossLoss = sums.grossLoss.minus(trade.net);
  if (outcome) sums[outcome] += 1;
  addSide(sums, trade.side, outcome);
  addHolding(sums, trade, outcome);
  addPowers(sums, trade.net);
  addPips(sums, trade, outcome);
  sums.swap = sums.swap.plus(trade.swap);
  sums.commission = sums.commission.plus(trade.commission);
  sums.fee = sums.fee.plus(trade.fee);
  sums.lots = sums.lots.plus(trade.volume);
  if (trade.plannedRisk?.greaterThan(0)) {
    sums.riskTrades += 1;
    sums.riskMultiples = sums.riskMultiples.plus(trade.net.dividedBy(trade.plannedRisk));
  }
  if (growth) sums.growth = sums.growth.times(growth);
  else sums.ungrown += 1;
  if (holdingPeriod) addReturn(sums, holdingPeriod);
}

/** What of a trade depends on those before it: its place in the runs, and who was first of two that brought the same. */
export function addInOrder(sums: TradeSums, trade: ClosedTrade): void {
  const outcome = outcomeOf(trade.net);
  if (outcome) sums.runs = follow(sums.runs, runOf(outcome));
  if (!sums.best || trade.net.greaterThan(sums.best.net)) sums.best = extremeOf(trade);
  if (!sums.worst || trade.net.lessThan(sums.worst.net)) sums.worst = extremeOf(trade);
}

/** Adds all of other trades that does not depend on their order. */
export function addAnyOrder(sums: TradeSums, others: TradeSums): void {
  for (const name of DECIMALS) sums[name] = sums[name].plus(others[name]);
  for (const name of PRODUCTS) sums[name] = sums[name].times(others[name]);
  for (const name of COUNTS) sums[name] += others[name];
  sums.longestHeldMs = Math.max(sums.longestHeldMs, others.longestHeldMs);
  sums.mostPips = greater(sums.mostPips, others.mostPips);
  sums.leastPips = lesser(sums.leastPips, others.leastPips);
}

/** Appends the sums of trades that were closed later. */
export function appendSums(sums: TradeSums, later: TradeSums): void {
  addAnyOrder(sums, later);
  if (later.best && (!sums.best || later.best.net.greaterThan(sums.best.net))) sums.best = later.best;
  if (later.worst && (!sums.worst || later.worst.net.lessThan(sums.worst.net))) sums.worst = later.worst;
  sums.runs = follow(sums.runs, later.runs);
}

/** Sums as they are read back from JSON, where every decimal is a text. */
export function reviveSums(stored: Readonly<Record<string, unknown>>): TradeSums {
  const sums = { ...stored } as unknown as TradeSums;
  for (const name of [...DECIMALS, ...PRODUCTS]) sums[name] = new Decimal(stored[name] as string);
  sums.mostPips = sums.mostPips && new Decimal(sums.mostPips);
  sums.leastPips = sums.leastPips && new Decimal(sums.leastPips);
  sums.best = sums.best && { ...sums.best, net: new Decimal(sums.best.net) };
  sums.worst = sums.worst && { ...sums.worst, net: new Decimal(sums.worst.net) };
  return sums;
}

function outcomeOf(net: Decimal): Outcome | null {
  if (net.isZero()) return null;
  return net.isPositive() ? 'won' : 'lost';
}

function addSide(sums: TradeSums, side: ClosedTrade['side'], outcome: Outcome | null): void {
  if (side === 'BUY') sums.longTrades += 1;
  else sums.shortTrades += 1;
  if (outcome === 'won') sums[side === 'BUY' ? 'longWon' : 'shortWon'] += 1;
  if (outcome === 'lost') sums[side === 'BUY' ? 'longLost' : 'shortLost'] += 1;
}

function addPowers(sums: TradeSums, net: Decimal): void {
  const square = net.times(net);
  sums.netSquares = sums.netSquares.plus(square);
  sums.netCubes = sums.netCubes.plus(square.times(net));
  sums.netFourths = sums.netFourths.plus(square.times(square));
}

function addPips(sums: TradeSums, trade: ClosedTrade, outcome: Outcome | null): void {
  const pips = pipsOf(trade);
  if (!pips) return;
  sums.pipTrades += 1;
  sums.pips = sums.pips.plus(pips);
  sums.mostPips = greater(sums.mostPips, pips);
  sums.leastPips = lesser(sums.leastPips, pips);
  if (!outcome) return;
  sums[outcome === 'won' ? 'pipWonTrades' : 'pipLostTrades'] += 1;
  const side = outcome === 'won' ? 'pipsWon' : 'pipsLost';
  sums[side] = sums[side].plus(pips);
}

function greater(one: Decimal | null, other: Decimal | null): Decimal | null {
  return one && other ? Decimal.max(one, other) : (one ?? other);
}

function lesser(one: Decimal | null, other: Decimal | null): Decimal | null {
  return one && other ? Decimal.min(one, other) : (one ?? other);
}

function addHolding(sums: TradeSums, { openedMs, closedMs }: ClosedTrade, outcome: Outcome | null): void {
  if (openedMs === null) return;
  const held = closedMs - openedMs;
  sums.heldTrades += 1;
  sums.heldMs += held;
  sums.longestHeldMs = Math.max(sums.longestHeldMs, held);
  if (!outcome) return;
  sums[outcome === 'won' ? 'heldWonTrades' : 'heldLostTrades'] += 1;
  sums[outcome === 'won' ? 'heldWonMs' : 'heldLostMs'] += held;
}

function addReturn(sums: TradeSums, holdingPeriod: Decimal): void {
  const gained = holdingPeriod.minus(1);
  sums.returns += 1;
  sums.returnSum = sums.returnSum.plus(gained);
  sums.returnSquares = sums.returnSquares.plus(gained.times(gained));
  sums.returnProduct = sums.returnProduct.times(holdingPeriod);
}

function extremeOf({ net, positionId, leg, closedMs }: ClosedTrade): Extreme {
  return { net, positionId, leg, closedMs };
}
