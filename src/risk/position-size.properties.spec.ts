import fc from 'fast-check';
import { Decimal } from '../money/quantity';
import { d, eurusd, quote, sizingPolicy, sizingRequest } from '../../test/support/risk-samples';
import { CALC_MODES } from './calc-mode';
import { explain, explainStep } from './ledger';
import { sizePosition } from './position-size';
import { type SizingMode, type SizingPolicy, type SizingRequest } from './sizing';
import { isOnGrid } from './step-grid';

/** A decimal of a few significant digits: 37 × 10^-5, as brokers quote them. */
function decimals(maxUnits: number, ...exponents: number[]): fc.Arbitrary<Decimal> {
  return fc
    .tuple(fc.integer({ min: 1, max: maxUnits }), fc.constantFrom(...exponents))
    .map(([units, exponent]) => d(units).times(d(10).pow(exponent)));
}

const currencies = fc.constantFrom('EUR', 'USD', 'JPY', 'GBP');

const modes: fc.Arbitrary<SizingMode> = fc.oneof(
  fc.boolean().map((afterOpenRisk) => ({ kind: 'PERCENT' as const, afterOpenRisk })),
  decimals(10_000, -2, 0).map((money) => ({ kind: 'FIXED_MONEY' as const, money })),
  decimals(1000, -3, -1).map((lots) => ({ kind: 'FIXED_LOTS' as const, lots })),
  fc
    .tuple(decimals(100, -3, -2), decimals(1000, 0, 1))
    .map(([lots, per]) => ({ kind: 'LOTS_PER_BALANCE' as const, lots, per })),
  decimals(300, -2).map((factor) => ({ kind: 'SOURCE_MULTIPLIER' as const, factor })),
  fc.constant({ kind: 'SOURCE_EQUITY_RATIO' as const }),
);

/** Every mode and policy, over an account with a book and perhaps a floor. */
const refinements = fc.record({
  mode: modes,
  belowMinimum: fc.oneof(
    fc.constant({ kind: 'SKIP' as const }),
    decimals(90, -1).map((some) => ({ kind: 'MINIMUM_LOT' as const, upTo: some.plus(1) })),
  ),
  noStop: fc.oneof(
    fc.constant({ kind: 'REFUSE' as const }),
    decimals(100, -2).map((lots) => ({ kind: 'IMPOSE_STOP' as const, lots })),
    decimals(100, -2).map((lots) => ({ kind: 'FIXED_LOTS' as const, lots })),
  ),
  confidenceAtZero: fc.option(decimals(100, -2)),
  headroomShare: decimals(100, -2),
  hasStop: fc.boolean(),
  confidence: fc.option(decimals(100, -2)),
  source: fc.option(
    fc.record({
      volume: decimals(500, -2),
      equity: fc.option(decimals(1_000_000, -1)),
      contractSize: fc.option(fc.constantFrom(1, 10, 100_000).map(d)),
    }),
  ),
  openRisk: fc.option(
    fc.record({
      openRisk: fc.oneof(fc.constant(d(0)), decimals(1_000_000, -2)),
      unprotected: fc.constantFrom(0, 0, 0, 1),
    }),
  ),
  floorPercent: fc.option(fc.integer({ min: 0, max: 110 })),
});

const soundRequests: fc.Arbitrary<SizingRequest> = fc
  .record({
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    entry: decimals(200_000, -5, -3, -1),
    distance: decimals(1000, -5, -4, -3, -1),
    requested: fc.option(decimals(1000, -3, -2, -1)),
    balance: decimals(1_000_000, -2, 0),
    equity: decimals(1_000_000, -2, 0),
    marginFree: fc.option(decimals(1_000_000, -2, 0)),
    leverage: fc.option(fc.integer({ min: 1, max: 1000 })),
    currency: currencies,
    base: currencies,
    profit: currencies,
    calcMode: fc.constantFrom(...Object.keys(CALC_MODES)),
    tickSize: decimals(50, -5, -3, -2),
    tickValue: decimals(1000, -4, -2, 0),
    contractSize: fc.constantFrom(1, 10, 100, 1000, 100_000).map(d),
    volumeMin: decimals(20, -3, -2, -1),
    volumeStep: decimals(20, -3, -2, -1),
    volumeSpan: decimals(1000, -1, 0),
    volumeLimit: fc.oneof(fc.constant(d(0)), decimals(100, -1)),
    openVolume: decimals(100, -2),
    riskPercent: decimals(1000, -2, -1),
    commission: fc.oneof(fc.constant(d(0)), decimals(1000, -2)),
    maxLots: fc.option(decimals(1000, -2)),
    rateBuy: fc.option(decimals(50, -1)),
  })
  .map((some) => ({
    side: some.side,
    entry: some.entry,
    stopLoss: some.side === 'BUY' ? some.entry.minus(some.distance) : some.entry.plus(some.distance),
    requestedVolume: some.requested,
    account: {
      currency: some.currency,
      currencyDigits: some.currency === 'JPY' ? 0 : 2,
      balance: some.balance,
      equity: some.equity,
      marginFree: some.marginFree,
      leverage: some.leverage,
    },
    spec: eurusd({
      calcMode: some.calcMode,
      currencyBase: some.base,
      currencyProfit: some.profit,
      currencyMargin: some.base,
      tickSize: some.tickSize,
      tickValueLoss: some.tickValue,
      contractSize: some.contractSize,
      volumeMin: some.volumeMin,
      volumeStep: some.volumeStep,
      volumeMax: some.volumeMin.plus(some.volumeSpan),
      volumeLimit: some.volumeLimit,
      marginRateBuy: some.rateBuy,
    }),
    specSource: 'TERMINAL' as const,
    quotes: [quote('EUR', 'USD', '1.1', '1.1002'), quote('USD', 'JPY', '150', '150.02')],
    openVolume: some.openVolume,
    policy: sizingPolicy({
      riskPercent: Decimal.min(some.riskPercent, 100),
      commissionPerSide: some.commission,
      maxLots: some.maxLots,
    }),
  }));

describe('sizePosition, for every account, symbol and signal', () => {
  it('keeps the risk, the grid, the request, the limits and the margin', () => {
    let sizedCount = 0;
    fc.assert(
      fc.property(soundRequests, (request) => {
        const sizing = sizePosition(request);
        if (sizing.outcome === 'denied') return;
        sizedCount += 1;
        const { volume, lossPerLot, riskBudget, margin } = sizing;
        const { spec, policy, account, requestedVolume, openVolume } = request;

        // never more at risk than was allowed: the tolerance of the grid is a hundred-millionth
        expect(lossPerLot?.times(volume).lessThanOrEqualTo(riskBudget.times('1.00000002'))).toBe(true);
        const allowed = Decimal.min(account.balance, account.equity).times(policy.riskPercent).dividedBy(100);
        expect(riskBudget.lessThanOrEqualTo(allowed)).toBe(true);
        expect(sizing.riskMoney?.lessThanOrEqualTo(riskBudget)).toBe(true);
        // never off the grid, never above what was asked for or is permitted
        expect(isOnGrid(volume, spec)).toBe(true);
        if (requestedVolume) expect(volume.lessThanOrEqualTo(requestedVolume)).toBe(true);
        if (policy.maxLots) expect(volume.lessThanOrEqualTo(policy.maxLots)).toBe(true);
        if (!spec.volumeLimit.isZero()) {
          expect(volume.plus(openVolume).lessThanOrEqualTo(spec.volumeLimit)).toBe(true);
        }
        if (margin && account.marginFree) {
          const available = account.marginFree.times(policy.marginShare).plus(1);
          expect(margin.lessThanOrEqualTo(available)).toBe(true);
        }
        expect(explain(sizing.ledger, 'en')).toContain(' lots');
      }),
      { numRuns: 3000 },
    );
    expect(sizedCount).toBeGreaterThan(300);
  });

  it('takes the largest volume that keeps them: one step more would risk too much', () => {
    fc.assert(
      fc.property(soundRequests, (request) => {
        const sizing = sizePosition({ ...request, requestedVolume: null });
        if (sizing.outcome === 'denied' || sizing.ledger.some(({ step }) => step === 'LIMIT')) return;
        const more = sizing.volume.plus(request.spec.volumeStep);
        if (more.greaterThan(request.spec.volumeMax)) return;
        expect(sizing.lossPerLot?.times(more).greaterThan(sizing.riskBudget)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps every bound in every mode and under every policy', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(soundRequests, refinements, (plainRequest, some) => {
        const { hasStop, confidence, source, openRisk, floorPercent, ...changes } = some;
        const policy: SizingPolicy = { ...plainRequest.policy, ...changes };
        const equityFloor =
          floorPercent === null ? null : plainRequest.account.balance.times(floorPercent).div(100);
        const request: SizingRequest = {
          ...plainRequest,
          stopLoss: hasStop ? plainRequest.stopLoss : null,
          policy,
          context: { confidence, source, openRisk, equityFloor },
        };
        const sizing = sizePosition(request);
        if (sizing.outcome === 'denied') return;
        outcomes.add(`${some.mode.kind} ${hasStop ? 'STOP' : some.noStop.kind}`);
        const { volume, riskBudget, riskMoney, lossPerLot } = sizing;
        const { account, spec } = request;

        expect(isOnGrid(volume, spec)).toBe(true);
        if (request.requestedVolume) expect(volume.lessThanOrEqualTo(request.requestedVolume)).toBe(true);
        const allowed = Decimal.min(account.balance, account.equity).times(policy.riskPercent).div(100);
        expect(riskBudget.lessThanOrEqualTo(allowed)).toBe(true);
        if (lossPerLot === null || riskMoney === null) {
          expect(hasStop).toBe(false);
          expect(some.noStop.kind).toBe('FIXED_LOTS');
          expect(equityFloor).toBeNull();
          return;
        }
        const upTo = some.belowMinimum.kind === 'MINIMUM_LOT' ? some.belowMinimum.upTo : d(1);
        expect(lossPerLot.times(volume).lessThanOrEqualTo(riskBudget.times(upTo).times('1.00000002'))).toBe(
          true,
        );
        if (upTo.greaterThan(1) && riskMoney.greaterThan(riskBudget)) {
          expect(volume.equals(spec.volumeMin)).toBe(true);
        }
        // all stops hit, the new one included: the equity stays on or above its floor
        if (equityFloor) {
          const worst = Decimal.min(account.equity, account.balance.minus(openRisk?.openRisk ?? NaN));
          const left = worst.minus(lossPerLot.times(volume));
          expect(left.plus('0.000001').greaterThanOrEqualTo(equityFloor)).toBe(true);
        }
      }),
      { numRuns: 6000 },
    );
    expect(outcomes.size).toBeGreaterThan(15);
  });

  it('gives the same answer to the same question', () => {
    fc.assert(
      fc.property(soundRequests, (request) => {
        expect(sizePosition(request)).toEqual(sizePosition(request));
      }),
      { numRuns: 200 },
    );
  });
});

/** Whatever a broken terminal or database may hold. */
const anyDecimal = fc.oneof(
  fc
    .constantFrom('NaN', 'Infinity', '-Infinity', '0', '-0', '-1', '1e-8', '1e12', '1e-30', '1e30', '1')
    .map(d),
  fc.double({ noNaN: false }).map(d),
);

describe('sizePosition, for impossible inputs', () => {
  it('never throws, never sizes by a number that is not one, and says why', () => {
    const spec = fc.record({
      tickSize: anyDecimal,
      tickValueLoss: anyDecimal,
      tickValueProfit: anyDecimal,
      contractSize: anyDecimal,
      volumeMin: anyDecimal,
      volumeMax: anyDecimal,
      volumeStep: anyDecimal,
      volumeLimit: anyDecimal,
      marginInitial: anyDecimal,
      marginRateBuy: fc.option(anyDecimal),
      calcMode: fc.constantFrom(...Object.keys(CALC_MODES), 'EXCH_BONDS', ''),
      currencyProfit: fc.constantFrom('USD', 'EUR', ''),
    });
    const request = fc.record({
      entry: anyDecimal,
      stopLoss: fc.option(anyDecimal),
      requestedVolume: fc.option(anyDecimal),
      openVolume: anyDecimal,
      riskPercent: anyDecimal,
      balance: anyDecimal,
      equity: anyDecimal,
      marginFree: fc.option(anyDecimal),
      currencyDigits: fc.oneof(fc.integer(), fc.double()),
      leverage: fc.option(fc.oneof(fc.integer(), fc.double())),
      bid: anyDecimal,
    });
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('entry', 'equity', 'balance', 'openVolume'), fc.constant(true)),
        spec,
        request,
        (broken, specFields, fields) => {
          const sound = sizingRequest();
          const keep = <T>(field: string, value: T, otherwise: T): T => (broken[field] ? value : otherwise);
          const sizing = sizePosition({
            ...sound,
            entry: keep('entry', fields.entry, sound.entry),
            stopLoss: fields.stopLoss,
            requestedVolume: fields.requestedVolume,
            openVolume: keep('openVolume', fields.openVolume, sound.openVolume),
            quotes: [quote('EUR', 'USD', fields.bid)],
            spec: eurusd(specFields),
            account: {
              ...sound.account,
              balance: keep('balance', fields.balance, sound.account.balance),
              equity: keep('equity', fields.equity, sound.account.equity),
              marginFree: fields.marginFree,
              currencyDigits: fields.currencyDigits,
              leverage: fields.leverage,
            },
            policy: sizingPolicy({ riskPercent: fields.riskPercent }),
          });
          for (const entry of sizing.ledger) expect(explainStep(entry, 'fr')).not.toBe('');
          if (sizing.outcome === 'sized') expect(sizing.volume.isFinite()).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
