import { d } from '../../test/support/risk-samples';
import { anchorAt } from './anchor-snapshot';
import { equityFloorOf, guardEquity, type GuardView } from './equity-guard';
import { type GuardFacts } from './guard-facts';
import { type AnchorFacts } from './guard-floor';
import { OWN_LADDER, type RulePack } from './guard-rule';
import { RULE_PACKS } from './rule-packs';

const TUESDAY = new Date('2025-07-08T12:00:00Z');

function packNamed(id: string): RulePack {
  const pack = RULE_PACKS.find((some) => some.id === id);
  if (!pack) throw new Error(id);
  return pack;
}

function anchors(changes: Partial<Record<keyof AnchorFacts, number | boolean | null>> = {}): AnchorFacts {
  const value = (key: keyof AnchorFacts): ReturnType<typeof d> | null => {
    const some = changes[key];
    return typeof some === 'number' ? d(some) : null;
  };
  return {
    balance: value('balance'),
    equity: value('equity'),
    highestEndOfDayBalance: value('highestEndOfDayBalance'),
    highestEquity: value('highestEquity'),
    cashFlow: value('cashFlow') ?? d(0),
    estimated: changes.estimated === true,
  };
}

function facts(
  initial: number,
  balance: number,
  equity: number,
  known: GuardFacts['anchors'] = {},
  changes: Partial<GuardFacts> = {},
): GuardFacts {
  return {
    now: TUESDAY,
    balance: d(balance),
    equity: d(equity),
    initial: d(initial),
    startedAt: new Date('2025-07-01T08:00:00Z'),
    brokerUtcOffsetSeconds: 10_800,
    anchors: known,
    lock: null,
    ...changes,
  };
}

function floors(view: GuardView): Record<string, string> {
  return Object.fromEntries(view.rules.map(({ ruleId, floor }) => [ruleId, floor.toFixed()]));
}

describe('guardEquity, by the published rules', () => {
  it('FTMO one step: the floor follows the highest close and never falls', () => {
    const pack = packNamed('ftmo-1-step');
    const start = facts(100_000, 100_000, 100_000, {}, { startedAt: TUESDAY });
    expect(floors(guardEquity(pack, start))).toEqual({ 'total-loss': '90000' });
    const after = (highest: number, balance: number): Record<string, string> =>
      floors(
        guardEquity(
          pack,
          facts(100_000, balance, balance, { 'total-loss': anchors({ highestEndOfDayBalance: highest }) }),
        ),
      );
    expect(after(104_000, 104_000)).toEqual({ 'total-loss': '94000' });
    expect(after(104_000, 103_000)).toEqual({ 'total-loss': '94000' });
    // a close under the start does not lower it
    expect(after(97_000, 97_000)).toEqual({ 'total-loss': '90000' });
  });

  it('FTMO two steps: 4,000 closed on Monday leave 14,000 of room that day', () => {
    const pack = packNamed('ftmo-2-step');
    const monday = facts(200_000, 204_000, 204_000, {
      'daily-loss': anchors({ balance: 200_000, equity: 200_000 }),
    });
    // 200,000 − 5 % × 200,000 = 190,000
    const [daily, total] = guardEquity(pack, monday).rules;
    expect(daily).toMatchObject({ floor: d(190_000), distance: d(14_000), used: d(0) });
    expect(total).toMatchObject({ floor: d(180_000) });
  });

  it('FTMO two steps: a floating loss of 13,000 breaks the rule at midnight, and is seen coming', () => {
    const pack = packNamed('ftmo-2-step');
    const before = facts(200_000, 204_000, 191_000, {
      'daily-loss': anchors({ balance: 200_000, equity: 200_000 }),
    });
    const [daily] = guardEquity(pack, before).rules;
    expect(daily).toMatchObject({
      isBroken: false,
      distance: d(1_000),
      // midnight in Prague, summer time; 204,000 − 10,000
      atNextReset: { at: new Date('2025-07-08T22:00:00Z'), floor: d(194_000), isBroken: true },
    });

    const after = facts(200_000, 204_000, 191_000, {
      'daily-loss': anchors({ balance: 204_000, equity: 191_000 }),
    });
    expect(guardEquity(pack, after)).toMatchObject({
      step: 'FLATTEN',
      rules: [{ isBroken: true, distance: d(-3_000) }, { isBroken: false }],
    });
  });

  it.each([
    // 102,000 − 3 % × 102,000
    [102_000, 98_940],
    // the balance is higher: 100,000 − 3 % × 100,000
    [98_000, 97_000],
  ])('Quantum: an equity of %i at the reset gives a floor of %i', (equity, floor) => {
    const view = guardEquity(
      packNamed('quantum-1-step'),
      facts(100_000, 100_000, equity, { 'daily-loss': anchors({ balance: 100_000, equity }) }),
    );
    expect(floors(view)).toEqual({ 'daily-loss': String(floor) });
  });

  it('intraday trailing: a peak of 1,500 floating lifts the floor for good, even if 200 are kept', () => {
    const view = guardEquity(
      packNamed('intraday-trailing'),
      facts(50_000, 50_200, 50_200, { trailing: anchors({ highestEquity: 51_500 }) }),
    );
    expect(floors(view)).toEqual({ trailing: '49000' }); // 51,500 − 2,500
  });

  it('intraday trailing: the equity of now is the peak when it is higher', () => {
    const view = guardEquity(
      packNamed('intraday-trailing'),
      facts(50_000, 50_000, 52_000, { trailing: anchors({ highestEquity: 51_500 }) }),
    );
    expect(floors(view)).toEqual({ trailing: '49500' });
  });

  it('end-of-day trailing: the floor stops at the start', () => {
    const view = guardEquity(
      packNamed('end-of-day-trailing'),
      facts(50_000, 58_000, 58_000, { trailing: anchors({ highestEndOfDayBalance: 58_000 }) }),
    );
    expect(floors(view)).toEqual({ trailing: '50000' }); // 58,000 − 2,000 would be 56,000
  });

  it('iTrader: the last rung only blocks', () => {
    const view = guardEquity(
      packNamed('itrader-global'),
      facts(100_000, 100_000, 90_000, { 'daily-loss': anchors({ balance: 100_000, equity: 100_000 }) }),
    );
    expect(view).toMatchObject({ step: 'BLOCK', lock: null, rules: [{ isBroken: true }] });
  });

  it.each([
    ['fintokei-protrader', 'the equity at server midnight', '96900'], // 102,000 × 0.95
    ['breakout', 'the balance at 00:30 UTC', '96000'], // 100,000 × 0.96
    ['the5ers-high-stakes', 'the higher of both', '96900'],
  ])('%s hangs its daily floor from %s', (id, _, floor) => {
    const view = guardEquity(
      packNamed(id),
      facts(100_000, 100_000, 100_000, { 'daily-loss': anchors({ balance: 100_000, equity: 102_000 }) }),
    );
    expect(floors(view)['daily-loss']).toBe(floor);
  });

  it.each(RULE_PACKS.map((pack) => [pack.id, pack] as const))('%s is usable as it is', (_, pack) => {
    const view = guardEquity(pack, facts(100_000, 100_000, 100_000));
    expect(view).toMatchObject({ step: 'CLEAR', problem: null });
    expect(view.rules.every(({ floor }) => floor.greaterThan(0) && floor.lessThan(100_000))).toBe(true);
    expect(new Set(pack.rules.map(({ id }) => id)).size).toBe(pack.rules.length);
  });
});

describe('the ladder', () => {
  const pack: RulePack = { ...packNamed('ftmo-2-step'), ladder: OWN_LADDER };
  const at = (equity: number, changes: Partial<GuardFacts> = {}): GuardView =>
    guardEquity(
      pack,
      facts(
        100_000,
        100_000,
        equity,
        { 'daily-loss': anchors({ balance: 100_000, equity: 100_000 }) },
        changes,
      ),
    );

  it.each([
    [101_000, 'CLEAR', '1'],
    [97_501, 'CLEAR', '1'],
    [97_500, 'WARN', '1'], // 2,500 of 5,000
    [96_000, 'REDUCE', '0.5'], // 4,000
    [95_500, 'BLOCK', '0'], // 4,500
    [95_000, 'FLATTEN', '0'], // 5,000
    [90_000, 'FLATTEN', '0'],
  ])('at an equity of %i it says %s and risks %s of the usual', (equity, step, factor) => {
    expect(at(equity)).toMatchObject({ step, riskFactor: d(factor) });
  });

  it('flattens before the end where the floor is somebody else’s', () => {
    const prop = packNamed('ftmo-2-step');
    const known = { 'daily-loss': anchors({ balance: 100_000, equity: 100_000 }) };
    const view = guardEquity(prop, facts(100_000, 100_000, 95_250, known));
    expect(view).toMatchObject({ step: 'FLATTEN', rules: [{ isBroken: false, actsAt: d(95_250) }, {}] });
    expect(equityFloorOf(view.rules)?.toFixed()).toBe('95250');
    expect(equityFloorOf(view.rules, 'TOTAL')?.toFixed()).toBe('90500'); // 100,000 − 0.95 × 10,000
    expect(equityFloorOf([])).toBeNull();
  });

  it('locks until the next reset after a daily loss, whatever the equity does', () => {
    const { lock } = at(95_000);
    expect(lock).toEqual({
      ruleId: 'daily-loss',
      since: TUESDAY,
      until: new Date('2025-07-08T22:00:00Z'),
    });
    expect(at(99_000, { lock })).toMatchObject({ step: 'LOCKED', riskFactor: d(0), lock });
    expect(at(99_000, { lock, now: new Date('2025-07-08T22:00:00Z') })).toMatchObject({
      step: 'CLEAR',
      lock: null,
    });
  });

  it('locks until a person lifts it after a total loss, also when a daily lock holds', () => {
    const daily = at(95_000).lock;
    const forEver = { ruleId: 'total-loss', since: TUESDAY, until: null };
    expect(at(89_000).lock).toEqual(forEver);
    expect(at(89_000, { lock: daily })).toMatchObject({ step: 'LOCKED', lock: forEver });
    expect(at(100_000, { lock: forEver, now: new Date('2026-07-08T12:00:00Z') }).step).toBe('LOCKED');
  });
});

describe('what the guard does not know', () => {
  const pack = packNamed('ftmo-2-step');

  it('takes the initial balance on the first day, and is sure of it', () => {
    const first = facts(100_000, 100_500, 100_500, {}, { startedAt: new Date('2025-07-08T07:00:00Z') });
    expect(guardEquity(pack, first).rules[0]).toMatchObject({ floor: d(95_000), estimated: false });
  });

  it('says that a floor is estimated when no snapshot tells its anchor', () => {
    expect(guardEquity(pack, facts(100_000, 103_000, 103_000)).rules).toMatchObject([
      { ruleId: 'daily-loss', floor: d(95_000), estimated: true },
      { ruleId: 'total-loss', estimated: false },
    ]);
  });

  it('says so when the broker’s midnight is not known', () => {
    const known = { 'daily-loss': anchors({ balance: 100_000, equity: 100_000 }) };
    const view = guardEquity(
      packNamed('fintokei-protrader'),
      facts(100_000, 100_000, 100_000, known, { brokerUtcOffsetSeconds: null }),
    );
    expect(view.rules[0]).toMatchObject({ estimated: true });
  });

  it('moves the day’s anchor with a deposit or a withdrawal', () => {
    const view = guardEquity(
      pack,
      facts(100_000, 90_000, 90_000, {
        'daily-loss': anchors({ balance: 100_000, equity: 100_000, cashFlow: -10_000 }),
      }),
    );
    expect(view.rules[0]).toMatchObject({ floor: d(85_000), used: d(0) });
  });

  it.each([
    ['an equity', { equity: d(NaN) }, 'EQUITY_UNKNOWN'],
    ['a balance', { balance: d(Infinity) }, 'EQUITY_UNKNOWN'],
    ['an initial balance', { initial: d(NaN) }, 'RULE_UNUSABLE'],
    ['an initial balance above zero', { initial: d(0) }, 'RULE_UNUSABLE'],
  ])('blocks and flattens nothing without %s', (_, changes, problem) => {
    expect(guardEquity(pack, facts(100_000, 100_000, 100_000, {}, changes))).toMatchObject({
      step: 'BLOCK',
      riskFactor: d(0),
      problem,
      lock: null,
    });
  });
});

describe('anchorAt', () => {
  const instant = new Date('2025-07-08T22:00:00Z');
  const taken = (time: string, balance: number): Parameters<typeof anchorAt>[0][number] => ({
    takenAt: new Date(`2025-07-08T${time}Z`),
    balance: d(balance),
    equity: d(balance),
  });

  it.each([
    ['the last before', [taken('22:00:05', 3), taken('21:59:30', 2), taken('21:00:00', 1)], 2, false],
    ['one at the very instant', [taken('22:00:00', 1)], 1, false],
    ['one that is old', [taken('21:58:59', 1)], 1, true],
    ['only a later one', [taken('22:00:01', 1), taken('22:10:00', 2)], 1, true],
  ])('takes %s', (_, snapshots, balance, estimated) => {
    expect(anchorAt(snapshots, instant)).toMatchObject({ balance: d(balance), estimated });
  });

  it('is null without any', () => {
    expect(anchorAt([], instant)).toBeNull();
  });
});
