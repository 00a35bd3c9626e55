import { d, eurusd, sizingPolicy, sizingRequest, usdjpy, xauusd } from '../../test/support/risk-samples';
import { explain } from './ledger';
import { sizePosition } from './position-size';
import { type Sizing, type SizingContext, type SizingPolicy, type SizingRequest } from './sizing';

const context: SizingContext = { confidence: null, source: null, openRisk: null, equityFloor: null };

function sized(
  policy: Partial<SizingPolicy>,
  changes: Partial<SizingRequest> = {},
  facts: Partial<SizingContext> = {},
): Sizing {
  return sizePosition(
    sizingRequest({
      policy: sizingPolicy({ riskPercent: d(2), ...policy }),
      context: { ...context, ...facts },
      ...changes,
    }),
  );
}

function volumeOf(sizing: Sizing): string {
  if (sizing.outcome === 'denied') throw new Error(`${sizing.reason} ${JSON.stringify(sizing.numbers)}`);
  return sizing.volume.toFixed();
}

const none = { openRisk: d(0), unprotected: 0 };

describe('sizing modes', () => {
  it.each<[string, Partial<SizingPolicy>, Partial<SizingContext>, string]>([
    ['a part of the lower of balance and equity', {}, {}, '0.4'],
    // (10,000 − 3,000) × 0.02 = 140; 140 ÷ 500
    [
      'the same after open risk',
      { mode: { kind: 'PERCENT', afterOpenRisk: true } },
      { openRisk: { openRisk: d(3_000), unprotected: 0 } },
      '0.28',
    ],
    // 75 ÷ 500
    ['fixed money', { mode: { kind: 'FIXED_MONEY', money: d(75) } }, {}, '0.15'],
    // 2 % of 10,000 is less than 900
    ['fixed money above the ceiling', { mode: { kind: 'FIXED_MONEY', money: d(900) } }, {}, '0.4'],
    ['fixed lots', { mode: { kind: 'FIXED_LOTS', lots: d('0.25') } }, {}, '0.25'],
    ['fixed lots above the ceiling', { mode: { kind: 'FIXED_LOTS', lots: d(3) } }, {}, '0.4'],
    // floor(10,000 ÷ 3,000) × 0.1
    ['lots per balance', { mode: { kind: 'LOTS_PER_BALANCE', lots: d('0.1'), per: d(3_000) } }, {}, '0.3'],
    // 0.5 × 0.5
    [
      'the source’s lots times a factor',
      { mode: { kind: 'SOURCE_MULTIPLIER', factor: d('0.5') } },
      { source: { volume: d('0.5'), equity: null, contractSize: null } },
      '0.25',
    ],
    // 20 lots of 1,000 units are 0.2 of 100,000
    [
      'the source’s lots of a smaller contract',
      { mode: { kind: 'SOURCE_MULTIPLIER', factor: d(1) } },
      { source: { volume: d(20), equity: null, contractSize: d(1_000) } },
      '0.2',
    ],
    // 1.0 × 10,000 ÷ 40,000
    [
      'the source’s lots by equity',
      { mode: { kind: 'SOURCE_EQUITY_RATIO' } },
      { source: { volume: d(1), equity: d(40_000), contractSize: d(100_000) } },
      '0.25',
    ],
  ])('%s', (_, policy, facts, expected) => {
    expect(volumeOf(sized(policy, {}, facts))).toBe(expected);
  });

  it.each<[string, Partial<SizingPolicy>, Partial<SizingContext>, string, Record<string, string>]>([
    [
      'open risk that is not known',
      { mode: { kind: 'PERCENT', afterOpenRisk: true } },
      {},
      'AGGREGATE_RISK_EXCEEDED',
      { positions: 'unknown' },
    ],
    [
      'a position without a stop',
      { mode: { kind: 'PERCENT', afterOpenRisk: true } },
      { openRisk: { openRisk: d(10), unprotected: 2 } },
      'AGGREGATE_RISK_EXCEEDED',
      { positions: '2' },
    ],
    [
      'more open risk than there is',
      { mode: { kind: 'PERCENT', afterOpenRisk: true } },
      { openRisk: { openRisk: d(10_000), unprotected: 0 } },
      'EQUITY_NOT_POSITIVE',
      { base: '0', currency: 'USD' },
    ],
    [
      'a signal that mirrors nothing',
      { mode: { kind: 'SOURCE_MULTIPLIER', factor: d(1) } },
      {},
      'SOURCE_TRADE_MISSING',
      { missing: 'volume' },
    ],
    [
      'a source whose equity is not known',
      { mode: { kind: 'SOURCE_EQUITY_RATIO' } },
      { source: { volume: d(1), equity: null, contractSize: null } },
      'SOURCE_TRADE_MISSING',
      { missing: 'equity' },
    ],
    [
      'a source with an empty contract',
      { mode: { kind: 'SOURCE_EQUITY_RATIO' } },
      { source: { volume: d(1), equity: d(1), contractSize: d(0) } },
      'SOURCE_TRADE_MISSING',
      { missing: 'contract_size' },
    ],
    [
      'a step of nothing',
      { mode: { kind: 'LOTS_PER_BALANCE', lots: d('0.1'), per: d(0) } },
      {},
      'RISK_SETTING_INVALID',
      { setting: 'mode.per', value: '0' },
    ],
    [
      'a negative factor',
      { mode: { kind: 'SOURCE_MULTIPLIER', factor: d(-1) } },
      {},
      'RISK_SETTING_INVALID',
      { setting: 'mode.factor', value: '-1' },
    ],
  ])('denies %s', (_, policy, facts, reason, numbers) => {
    expect(sized(policy, {}, facts)).toMatchObject({ outcome: 'denied', reason, numbers });
  });
});

describe('below the minimum', () => {
  // 1 % of 200 = 2; 10 dollars on gold lose 1,000 a lot, so 0.01 lots lose 10: five times what was intended
  const gold: Partial<SizingRequest> = {
    spec: xauusd(),
    entry: d(1900),
    stopLoss: d(1890),
    account: { ...sizingRequest().account, balance: d(200), equity: d(200) },
  };

  it.each([
    ['4.9', 'VOLUME_BELOW_MINIMUM'],
    ['5', '0.01'],
  ])('opens the minimum up to %s times the intended risk: %s', (upTo, expected) => {
    const sizing = sized({ riskPercent: d(1), belowMinimum: { kind: 'MINIMUM_LOT', upTo: d(upTo) } }, gold);
    expect(sizing.outcome === 'denied' ? sizing.reason : sizing.volume.toFixed()).toBe(expected);
  });

  it('tells what the minimum risks', () => {
    const sizing = sized({ riskPercent: d(1), belowMinimum: { kind: 'MINIMUM_LOT', upTo: d(5) } }, gold);
    expect(sizing).toMatchObject({ riskMoney: d(10), riskBudget: d(2) });
    expect(explain(sizing.ledger, 'en')).toContain('minimum of 0.01 lots, risking 10 USD');
  });

  it('never opens it when a floor would be endangered', () => {
    // 200 − 192 = 8 are left, the minimum would cost 10
    const policy: Partial<SizingPolicy> = {
      riskPercent: d(1),
      belowMinimum: { kind: 'MINIMUM_LOT', upTo: d(10) },
    };
    expect(sized(policy, gold, { equityFloor: d(192), openRisk: none })).toMatchObject({
      reason: 'VOLUME_BELOW_MINIMUM',
    });
    expect(volumeOf(sized(policy, gold, { equityFloor: d(190), openRisk: none }))).toBe('0.01');
  });

  it('does not raise what was asked for', () => {
    const policy: Partial<SizingPolicy> = { belowMinimum: { kind: 'MINIMUM_LOT', upTo: d(10) } };
    expect(sized(policy, { requestedVolume: d('0.009') })).toMatchObject({ reason: 'VOLUME_BELOW_MINIMUM' });
  });

  it.each(['0.99', '10.01', 'NaN'])('refuses a multiple of %s', (upTo) => {
    expect(sized({ belowMinimum: { kind: 'MINIMUM_LOT', upTo: d(upTo) } })).toMatchObject({
      reason: 'RISK_SETTING_INVALID',
    });
  });
});

describe('a signal without a stop', () => {
  const naked: Partial<SizingRequest> = { stopLoss: null };

  it('is refused by default', () => {
    expect(sized({}, naked)).toMatchObject({ reason: 'INVALID_STOPS', numbers: {} });
  });

  it.each<[string, Partial<SizingRequest>, string, string, string]>([
    // 200 ÷ 0.2 = 1,000 a lot = 1,000 ticks
    ['a buy', {}, '0.2', '1.09', '0.2'],
    ['a sale', { side: 'SELL' }, '0.2', '1.11', '0.2'],
    // 200 ÷ 0.1 = 2,000 ticks
    ['the requested volume', { requestedVolume: d('0.1') }, '0.2', '1.08', '0.1'],
    // 200 ÷ 0.3 = 666.66 a lot; 1,000 × d × 100 ÷ (150 − d) ≤ 666.66: d = 0.9933 yen, on the grid 0.993
    ['dollars against yen', { spec: usdjpy(), entry: d(150) }, '0.3', '149.007', '0.3'],
  ])('gets one where %s loses what was allowed', (_, changes, lots, stop, volume) => {
    const sizing = sized({ noStop: { kind: 'IMPOSE_STOP', lots: d(lots) } }, { ...naked, ...changes });
    if (sizing.outcome === 'denied') throw new Error(sizing.reason);
    expect(sizing.stopLoss?.toFixed()).toBe(stop);
    expect(sizing.volume.toFixed()).toBe(volume);
    expect(sizing.riskMoney?.lessThanOrEqualTo(200)).toBe(true);
    expect(explain(sizing.ledger, 'en')).toContain(`stop imposed at ${stop}`);
  });

  it.each<[string, Partial<SizingRequest>, string]>([
    // 200 ÷ 100 lots = 2 ticks, and the broker wants 30
    ['nearer than the broker allows', { spec: eurusd({ stopsLevelPoints: 30 }) }, '100'],
    // 200 ÷ 0.001 … the whole price is not worth that
    ['below zero', { spec: eurusd({ volumeMin: d('0.001'), volumeStep: d('0.001') }) }, '0.001'],
  ])('is refused when the stop would lie %s', (_, changes, lots) => {
    expect(sized({ noStop: { kind: 'IMPOSE_STOP', lots: d(lots) } }, { ...naked, ...changes })).toMatchObject(
      {
        reason: 'INVALID_STOPS',
      },
    );
  });

  it('opens fixed lots without one when the policy says so, and says that the risk has no bound', () => {
    const sizing = sized({ noStop: { kind: 'FIXED_LOTS', lots: d('0.05') } }, naked);
    expect(sizing).toMatchObject({ volume: d('0.05'), stopLoss: null, riskMoney: null, lossPerLot: null });
    expect(explain(sizing.ledger, 'fr')).toContain('sans stop : 0,05 lot, risque sans borne');
  });

  it('never opens without one under an equity floor', () => {
    const policy: Partial<SizingPolicy> = { noStop: { kind: 'FIXED_LOTS', lots: d('0.05') } };
    expect(sized(policy, naked, { equityFloor: d(9_000), openRisk: none })).toMatchObject({
      reason: 'INVALID_STOPS',
    });
  });
});

describe('confidence', () => {
  it.each<[string, string | null, string]>([
    // 0.5 + 0.5 × 0.8 = 0.9; 200 × 0.9 = 180; 180 ÷ 500
    ['0.8', '0.8', '0.36'],
    ['full', '1', '0.4'],
    // half of 200
    ['none stated', null, '0.2'],
  ])('%s', (_, confidence, expected) => {
    const facts = { confidence: confidence === null ? null : d(confidence) };
    expect(volumeOf(sized({ confidenceAtZero: d('0.5') }, {}, facts))).toBe(expected);
  });

  it('is off by default', () => {
    expect(volumeOf(sized({}, {}, { confidence: d('0.1') }))).toBe('0.4');
  });

  it('is refused above one', () => {
    expect(sized({}, {}, { confidence: d('1.1') })).toMatchObject({ reason: 'INPUT_OUT_OF_RANGE' });
  });
});

describe('headroom', () => {
  it.each<[string, Partial<SizingPolicy>, Partial<SizingContext>, string]>([
    ['far above the floor', {}, { equityFloor: d(9_000), openRisk: none }, '0.4'],
    // 10,000 − 9,900 = 100; 100 ÷ 500
    ['near the floor', {}, { equityFloor: d(9_900), openRisk: none }, '0.2'],
    // half of it: 50 ÷ 500
    ['half of it', { headroomShare: d('0.5') }, { equityFloor: d(9_900), openRisk: none }, '0.1'],
    // 10,000 − 60 − 9,900 = 40; 40 ÷ 500
    [
      'other stops take their part',
      {},
      { equityFloor: d(9_900), openRisk: { openRisk: d(60), unprotected: 0 } },
      '0.08',
    ],
  ])('%s', (_, policy, facts, expected) => {
    expect(volumeOf(sized(policy, {}, facts))).toBe(expected);
  });

  it('explains itself', () => {
    const { ledger } = sized({}, {}, { equityFloor: d(9_900), openRisk: none });
    expect(explain(ledger, 'en')).toBe(
      '2 % of 10,000 USD = 200 USD; 100 USD left above the floor → 100 USD; 500 ticks × 1 USD → 0.20 lots',
    );
  });

  it.each<[string, Partial<SizingContext>, string]>([
    ['nothing is left', { equityFloor: d(10_000), openRisk: none }, 'RISK_BUDGET_EXHAUSTED'],
    ['the floor is broken', { equityFloor: d(10_500), openRisk: none }, 'RISK_BUDGET_EXHAUSTED'],
    ['the open risk is not known', { equityFloor: d(9_000) }, 'AGGREGATE_RISK_EXCEEDED'],
    [
      'a position has no stop',
      { equityFloor: d(9_000), openRisk: { openRisk: d(0), unprotected: 1 } },
      'AGGREGATE_RISK_EXCEEDED',
    ],
  ])('denies when %s', (_, facts, reason) => {
    expect(sized({}, {}, facts)).toMatchObject({ reason });
  });
});
