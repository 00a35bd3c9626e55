import { type Quote } from '../../src/risk/currency-conversion';
import { DEFAULT_LIMITS, type RiskLimits } from '../../src/risk/risk-limits';
import { type SizingPolicy, type SizingRequest } from '../../src/risk/sizing';
import { type SymbolSpec } from '../../src/risk/symbol-spec';
import {
  type AccountFact,
  type BookFact,
  type ConductFact,
  type DayFact,
  type EssentialFacts,
  type ExposureFact,
  type IntendedTrade,
  type MarketFact,
  type SessionFact,
  type SymbolFact,
  type TradeFacts,
} from '../../src/risk/trade-facts';
import { Decimal } from '../../src/money/quantity';

/** Short for a decimal in a test. */
export function d(value: Decimal.Value): Decimal {
  return new Decimal(value);
}

/** EURUSD on a dollar account: one tick of one lot is one dollar. */
export function eurusd(changes: Partial<SymbolSpec> = {}): SymbolSpec {
  return {
    symbol: 'EURUSD',
    digits: 5,
    point: d('0.00001'),
    tickSize: d('0.00001'),
    tickValueProfit: d(1),
    tickValueLoss: d(1),
    contractSize: d(100_000),
    volumeMin: d('0.01'),
    volumeMax: d(100),
    volumeStep: d('0.01'),
    volumeLimit: d(0),
    stopsLevelPoints: 0,
    freezeLevelPoints: 0,
    calcMode: 'FOREX',
    tradeMode: 'FULL',
    executionMode: 'MARKET',
    fillingModes: ['FOK', 'IOC'],
    currencyBase: 'EUR',
    currencyProfit: 'USD',
    currencyMargin: 'EUR',
    marginInitial: d(0),
    marginMaintenance: d(0),
    marginRateBuy: d(1),
    marginRateSell: d(1),
    ...changes,
  };
}

/** USDJPY on a dollar account at 150: one tick of one lot is 100 yen, two thirds of a dollar. */
export function usdjpy(changes: Partial<SymbolSpec> = {}): SymbolSpec {
  const tickValue = d(100).dividedBy(150);
  return eurusd({
    symbol: 'USDJPY',
    digits: 3,
    point: d('0.001'),
    tickSize: d('0.001'),
    tickValueProfit: tickValue,
    tickValueLoss: tickValue,
    currencyBase: 'USD',
    currencyProfit: 'JPY',
    currencyMargin: 'USD',
    ...changes,
  });
}

/** Gold in ounces of 100: one tick of 0.01 on one lot is one dollar. */
export function xauusd(changes: Partial<SymbolSpec> = {}): SymbolSpec {
  return eurusd({
    symbol: 'XAUUSD',
    digits: 2,
    point: d('0.01'),
    tickSize: d('0.01'),
    contractSize: d(100),
    calcMode: 'CFDLEVERAGE',
    currencyBase: 'XAU',
    currencyMargin: 'USD',
    ...changes,
  });
}

/** A German index in euro, one euro a point, in steps of a tenth of a lot. */
export function de40(changes: Partial<SymbolSpec> = {}): SymbolSpec {
  return eurusd({
    symbol: 'DE40',
    digits: 1,
    point: d('0.1'),
    tickSize: d('0.1'),
    tickValueProfit: d('0.11'),
    tickValueLoss: d('0.11'),
    contractSize: d(1),
    volumeMin: d('0.1'),
    volumeStep: d('0.1'),
    calcMode: 'CFD',
    currencyBase: 'EUR',
    currencyProfit: 'EUR',
    currencyMargin: 'EUR',
    ...changes,
  });
}

export function quote(base: string, profit: string, bid: Decimal.Value, ask: Decimal.Value = bid): Quote {
  return { base, profit, bid: d(bid), ask: d(ask) };
}

export function sizingPolicy(changes: Partial<SizingPolicy> = {}): SizingPolicy {
  return {
    base: 'MIN',
    riskPercent: d(1),
    maxLots: null,
    marginShare: d('0.8'),
    commissionPerSide: d(0),
    ...changes,
  };
}

/** The seed's signal on 10,000 dollars: a buy of EURUSD at 1.1000 with its stop 50 pips away. */
export function sizingRequest(changes: Partial<SizingRequest> = {}): SizingRequest {
  return {
    side: 'BUY',
    entry: d('1.1'),
    stopLoss: d('1.095'),
    requestedVolume: null,
    account: {
      currency: 'USD',
      currencyDigits: 2,
      balance: d(10_000),
      equity: d(10_000),
      marginFree: d(10_000),
      leverage: 100,
    },
    spec: eurusd(),
    specSource: 'TERMINAL',
    quotes: [],
    openVolume: d(0),
    policy: sizingPolicy(),
    ...changes,
  };
}

/** Now, in the tests of rules. */
export const NOW = new Date('2025-10-23T10:00:00Z');

/** An instant so many seconds before now; negative = after. */
export function secondsAgo(seconds: number): Date {
  return new Date(NOW.getTime() - seconds * 1000);
}

interface Changes {
  readonly trade?: Partial<IntendedTrade>;
  readonly account?: Partial<AccountFact>;
  readonly symbol?: Partial<SymbolFact>;
  readonly exposure?: Partial<ExposureFact>;
  readonly policy?: Partial<SizingPolicy>;
  readonly limits?: Partial<RiskLimits>;
  readonly tradingState?: EssentialFacts['tradingState'];
}

/** The seed's signal on a healthy account: every rule passes, 0.40 lots come out. */
export function essentialFacts(changes: Changes = {}): EssentialFacts {
  const request = sizingRequest();
  return {
    now: NOW,
    trade: {
      action: 'OPEN',
      side: 'BUY',
      symbol: 'EURUSD',
      entry: d('1.1'),
      stopLoss: d('1.095'),
      takeProfit: d('1.11'),
      requestedVolume: null,
      confidence: d('0.8'),
      signalTime: secondsAgo(1),
      ...changes.trade,
    },
    tradingState: changes.tradingState ?? { state: 'ACTIVE', scope: null },
    account: {
      ...request.account,
      stateReceivedAt: secondsAgo(2),
      marginUsed: d(0),
      hedging: true,
      ...changes.account,
    },
    symbol: {
      spec: eurusd(),
      source: 'TERMINAL',
      market: { bid: d('1.09998'), ask: d('1.1'), receivedAt: secondsAgo(1) },
      quotes: [],
      ...changes.symbol,
    },
    exposure: {
      openPositions: 0,
      ordersInFlight: 0,
      openOnSymbol: 0,
      inFlightOnSymbol: 0,
      volumeOnSide: d(0),
      ...changes.exposure,
    },
    policy: sizingPolicy({ riskPercent: d(2), ...changes.policy }),
    limits: { ...DEFAULT_LIMITS, ...changes.limits },
  };
}

interface AllChanges extends Changes {
  readonly session?: Partial<SessionFact>;
  readonly marketState?: Partial<MarketFact>;
  readonly book?: Partial<BookFact>;
  readonly conduct?: Partial<ConductFact>;
  readonly day?: Partial<DayFact>;
}

/** The same with everything the whole list of rules looks at. */
export function tradeFacts(changes: AllChanges = {}): TradeFacts {
  return {
    ...essentialFacts(changes),
    session: { live: true, snapshotComplete: true, switchedOff: null, ...changes.session },
    marketState: { isOpen: true, usualSpread: d('0.00002'), ...changes.marketState },
    book: {
      openRisk: d(0),
      unprotected: 0,
      oppositeVolume: d(0),
      unknownOrders: 0,
      unknownOnSymbol: 0,
      drift: d(0),
      ...changes.book,
    },
    conduct: {
      orders: [0, 0, 0],
      lastSameSide: null,
      source: 'breakout',
      sourceLocked: null,
      sourceExecutions: 0,
      sourceStopOuts: 0,
      ...changes.conduct,
    },
    day: { startBalance: d(10_000), cashFlow: d(0), dailyFloor: null, totalFloor: null, ...changes.day },
  };
}
