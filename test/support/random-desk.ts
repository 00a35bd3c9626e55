import * as fc from 'fast-check';
import { type Account } from '../../src/accounts/account';
import { type StoredSymbolSpec } from '../../src/accounts/symbol-spec';
import { defaultProfile } from '../../src/guard/default-profile';
import { type RiskProfile } from '../../src/guard/risk-profile';
import { type Decimal, lots, money, price } from '../../src/money/quantity';
import { type Session } from '../../src/mt5-session/session';
import { AccountBook } from '../../src/orders/decision/account-book';
import { AccountConduct } from '../../src/orders/decision/account-conduct';
import { limitsOf } from '../../src/orders/decision/observed';
import { type Position, type Side } from '../../src/positions/position';
import { type SizingMode } from '../../src/risk/sizing';
import { type SymbolSpec } from '../../src/risk/symbol-spec';
import { type Signal } from '../../src/signals/signal';
import { d, eurusd, NOW, secondsAgo, usdjpy, xauusd } from './risk-samples';

/** One trader's account with its profile and its open book, and a signal that comes in. */
export interface RandomDesk {
  readonly book: AccountBook;
  readonly profile: RiskProfile;
  readonly spec: SymbolSpec;
  readonly ask: Decimal;
  readonly bid: Decimal;
  signal(change?: Partial<Signal>): Signal;
}

const MARKETS = [
  { spec: eurusd(), at: 1.1, tick: 0.00001 },
  { spec: usdjpy(), at: 150, tick: 0.001 },
  { spec: xauusd(), at: 2000, tick: 0.01 },
  {
    spec: eurusd({ symbol: 'GBPUSD', volumeMin: d('0.1'), volumeStep: d('0.05'), currencyBase: 'GBP' }),
    at: 1.25,
    tick: 0.00001,
  },
] as const;

const cents = (max: number): fc.Arbitrary<Decimal> =>
  fc.integer({ min: 1, max: max * 100 }).map((units) => d(units).dividedBy(100));

const modes: fc.Arbitrary<SizingMode> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.boolean().map((afterOpenRisk) => ({ kind: 'PERCENT' as const, afterOpenRisk })),
  },
  cents(5000).map((fixed) => ({ kind: 'FIXED_MONEY' as const, money: fixed })),
  cents(20).map((fixed) => ({ kind: 'FIXED_LOTS' as const, lots: fixed })),
  fc
    .tuple(cents(1), cents(5000))
    .map(([each, per]) => ({ kind: 'LOTS_PER_BALANCE' as const, lots: each, per })),
);

const profiles: fc.Arbitrary<RiskProfile> = fc
  .record({
    riskPercent: cents(3),
    maxOpenPositions: fc.integer({ min: 1, max: 8 }),
    mode: modes,
    base: fc.constantFrom('MIN' as const, 'BALANCE' as const, 'EQUITY' as const),
    maxLots: fc.option(cents(20), { freq: 1 }),
    marginShare: fc.integer({ min: 1, max: 100 }).map((part) => d(part).dividedBy(100)),
    commissionPerSide: fc.constantFrom(d(0), d('3.5')),
    belowMinimum: fc.constantFrom({ kind: 'SKIP' as const }, { kind: 'MINIMUM_LOT' as const, upTo: d(2) }),
    confidenceAtZero: fc.option(fc.constantFrom(d('0.25'), d('0.5'))),
    maxTotalRiskPercent: fc.option(cents(30)),
    maxDailyLossPercent: fc.option(cents(30)),
    maxOpenPerSymbol: fc.option(fc.integer({ min: 1, max: 4 })),
  })
  .map((drawn) => {
    const usual = defaultProfile('account');
    return {
      ...usual,
      riskPercent: drawn.riskPercent,
      maxOpenPositions: drawn.maxOpenPositions,
      sizing: {
        ...usual.sizing,
        mode: drawn.mode,
        base: drawn.base,
        maxLots: drawn.maxLots,
        marginShare: drawn.marginShare,
        commissionPerSide: drawn.commissionPerSide,
        belowMinimum: drawn.belowMinimum,
        confidenceAtZero: drawn.confidenceAtZero,
      },
      limits: {
        ...usual.limits,
        maxTotalRiskPercent: drawn.maxTotalRiskPercent,
        maxDailyLossPercent: drawn.maxDailyLossPercent,
        maxOpenPerSymbol: drawn.maxOpenPerSymbol,
      },
    };
  });

const positions = fc.array(
  fc.record({
    side: fc.constantFrom<Side[]>('BUY', 'SELL'),
    volume: fc.integer({ min: 1, max: 20 }).map((units) => d(units).times('0.05')),
    stopTicks: fc.option(fc.integer({ min: -800, max: 800 }), { freq: 60 }),
    isOwn: fc.boolean(),
  }),
  { maxLength: 3 },
);

/** Accounts, contracts, books and profiles as they occur, and a few that should not. */
export const randomDesks: fc.Arbitrary<RandomDesk> = fc
  .record({
    market: fc.constantFrom(...MARKETS),
    profile: profiles,
    balance: cents(200_000),
    /** Equity as a part of the balance. */
    floating: fc.integer({ min: 96, max: 110 }),
    marginFree: fc.option(cents(200_000), { freq: 1 }),
    leverage: fc.constantFrom(30, 500, 500),
    hedging: fc.constantFrom(true, true, false),
    dayStart: fc.option(fc.integer({ min: 97, max: 103 }), { freq: 30 }),
    positions,
    side: fc.constantFrom<Side[]>('BUY', 'SELL'),
    /** The signal's price lies so many ticks beside the market's. */
    entryTicks: fc.option(fc.integer({ min: -60, max: 60 })),
    stopTicks: fc.integer({ min: -5, max: 600 }),
    requested: fc.option(cents(20), { freq: 1 }),
    confidence: fc.option(fc.integer({ min: 0, max: 100 }).map((part) => d(part).dividedBy(100))),
  })
  .map((drawn) => {
    const { market, profile } = drawn;
    const { spec } = market;
    const tick = d(market.tick);
    const bid = d(market.at);
    const ask = bid.plus(tick.times(2));
    const equity = drawn.balance.times(drawn.floating).dividedBy(100).toDecimalPlaces(2);
    const account: Account = {
      id: 'account',
      userId: 'owner',
      accountNumber: '1',
      broker: 'Broker',
      server: null,
      name: null,
      currency: 'USD',
      currencyDigits: 2,
      marginMode: drawn.hedging ? 'HEDGING' : 'NETTING',
      leverage: drawn.leverage,
      autoTrading: true,
      permissions: null,
      balance: money(drawn.balance),
      equity: money(equity),
      margin: money(0),
      marginFree: drawn.marginFree && money(drawn.marginFree),
      marginLevel: null,
      profit: null,
      stateReportedAt: null,
      stateReceivedAt: secondsAgo(1),
      brokerUtcOffsetSeconds: 0,
      history: null,
      createdAt: secondsAgo(1e6),
    };
    const stored: StoredSymbolSpec = {
      contract: spec,
      ...spec,
      quote: { symbol: spec.symbol, bid: price(bid), ask: price(ask), quotedAt: secondsAgo(1) },
      quoteReceivedAt: secondsAgo(1),
      reportedAt: secondsAgo(10),
    };
    const session = {
      id: 'session',
      accountId: 'account',
      client: 'connector',
      connectedAt: secondsAgo(100),
      lastSeenAt: secondsAgo(1),
      snapshotAt: secondsAgo(1),
    } as Session;
    const open = drawn.positions.map((held, index) => {
      const against = held.side === 'BUY' ? -1 : 1;
      const stop = held.stopTicks === null ? null : bid.plus(tick.times(held.stopTicks).times(against));
      return {
        id: String(index + 1),
        accountId: 'account',
        ticket: String(100 + index),
        identifier: String(100 + index),
        symbol: spec.symbol,
        side: held.side,
        volume: lots(held.volume),
        openPrice: price(bid),
        stopLoss: stop && price(stop),
        magic: held.isOwn ? String(index + 1) : '99',
        openedAt: secondsAgo(1000 - index),
        status: 'OPEN',
      } as Position;
    });
    const book = new AccountBook({
      account,
      session,
      specs: new Map([[spec.symbol, stored]]),
      positions: open,
      profile,
      state: { state: 'ACTIVE', scope: null },
      day: {
        startedAt: secondsAgo(3600),
        startBalance: drawn.dayStart === null ? null : drawn.balance.times(drawn.dayStart).dividedBy(100),
        estimated: false,
        cashFlow: d(0),
        guard: null,
      },
      conduct: new AccountConduct({
        orders: limitsOf(profile).orderRates.map((window) => ({ window, count: 0 })),
        lastOpened: new Map(),
        executions: new Map(),
        stopOuts: new Map(),
        locked: new Map(),
      }),
      drifts: new Map(),
      ownMagics: new Set(open.flatMap(({ magic }) => (magic === '99' || magic === null ? [] : [magic]))),
      inFlight: [],
    });
    const market_ = drawn.side === 'BUY' ? ask : bid;
    const entry = drawn.entryTicks === null ? null : market_.plus(tick.times(drawn.entryTicks));
    const against = drawn.side === 'BUY' ? -1 : 1;
    const stopLoss = (entry ?? market_).plus(tick.times(drawn.stopTicks).times(against));
    let signals = 0;
    return {
      book,
      profile,
      spec,
      ask,
      bid,
      signal: (change = {}) => {
        signals += 1;
        return {
          id: String(signals),
          userId: 'owner',
          symbol: spec.symbol,
          type: drawn.side,
          entryPrice: entry && price(entry),
          stopLoss: price(stopLoss),
          takeProfit: null,
          volume: drawn.requested && lots(drawn.requested),
          timeframe: null,
          confidence: drawn.confidence,
          strategy: 'breakout',
          signalTime: secondsAgo(1),
          clientSignalId: null,
          sourceSessionId: null,
          targetSessionId: null,
          targetAccountNumber: null,
          source: 'terminal',
          receivedAt: NOW,
          storedAt: NOW,
          decidedAt: null,
          finishedAt: null,
          status: 'PENDING',
          code: null,
          message: null,
          detail: null,
          ...change,
        };
      },
    };
  });
