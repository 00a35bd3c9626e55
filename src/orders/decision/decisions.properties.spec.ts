import fc from 'fast-check';
import { NOW } from '../../../test/support/risk-samples';
import { type RandomDesk, randomDesks } from '../../../test/support/random-desk';
import { asText } from '../../guard/profile-document';
import { Decimal } from '../../money/quantity';
import { PRE_TRADE_RULES } from '../../risk/pre-trade-rules';
import { isOnGrid } from '../../risk/step-grid';
import { type NewOrder } from '../order';
import { decideClosing } from './decide-closing';
import { decideOpening, judge } from './decide-opening';
import { type Decision, type DecisionLedger } from './decision';
import { limitsOf } from './observed';
import { type LedgerOfVersion2, readLedger, readLedgerOfVersion2, writeLedger } from './written-ledger';

const RUNS = { numRuns: 600 };

/** What the order loses at its stop, from the worse of its entry and the market, by the contract and nothing else. */
function lossAtStop({ side, volume, entryPrice, stopLoss }: NewOrder, desk: RandomDesk): Decimal {
  const { spec, ask, bid, profile } = desk;
  if (!entryPrice || !stopLoss) return new Decimal(Infinity);
  const worse = side === 'BUY' ? Decimal.max(entryPrice, ask) : Decimal.min(entryPrice, bid);
  const inQuote = worse.minus(stopLoss).abs().times(spec.contractSize).times(volume);
  const money = spec.currencyProfit === 'JPY' ? inQuote.dividedBy(Decimal.max(stopLoss, 150)) : inQuote;
  return money.plus(profile.sizing.commissionPerSide.times(2).times(volume));
}

/** The most that the account's owner lets one position lose. */
function allowance({ book: { account }, profile: { sizing, riskPercent } }: RandomDesk): Decimal {
  const { balance, equity } = account;
  const base = { MIN: Decimal.min(balance, equity), BALANCE: balance, EQUITY: equity }[sizing.base];
  const percent = base.times(riskPercent).dividedBy(100);
  const most = sizing.mode.kind === 'FIXED_MONEY' ? Decimal.min(percent, sizing.mode.money) : percent;
  return sizing.belowMinimum.kind === 'MINIMUM_LOT' ? most.times(sizing.belowMinimum.upTo) : most;
}

function orderOf(decision: Decision): NewOrder | null {
  return decision.outcome === 'ORDERED' ? decision.order : null;
}

/** As it comes back from its table, and from the documents that it refers to. */
function stored(written: DecisionLedger, accountId: string): DecisionLedger {
  const { ledger, documents } = writeLedger(written);
  const bodies = new Map(documents.map(({ key, body }) => [key, JSON.parse(body) as unknown]));
  return readLedger(JSON.parse(JSON.stringify(ledger)) as typeof ledger, accountId, bodies);
}

describe('an opening, for every account, contract, book and profile', () => {
  it('is ordered often enough for the rest to mean something', () => {
    const desks = fc.sample(randomDesks, { numRuns: 500, seed: 1 });
    const ordered = desks.filter((desk) => orderOf(decideOpening(desk.signal(), desk.book, NOW)));
    expect(ordered.length).toBeGreaterThan(100);
  });

  it('never risks more than it is allowed, and never leaves the broker’s grid', () => {
    fc.assert(
      fc.property(randomDesks, (desk) => {
        const signal = desk.signal();
        const order = orderOf(decideOpening(signal, desk.book, NOW));
        if (!order) return;
        const { spec, profile } = desk;
        expect(isOnGrid(order.volume, spec)).toBe(true);
        expect(order.volume.greaterThanOrEqualTo(spec.volumeMin)).toBe(true);
        for (const most of [spec.volumeMax, profile.sizing.maxLots, signal.volume]) {
          if (most) expect(order.volume.lessThanOrEqualTo(most)).toBe(true);
        }
        // a cent for the rounding of the tick value of yen
        expect(lossAtStop(order, desk).minus(allowance(desk)).lessThanOrEqualTo('0.01')).toBe(true);
      }),
      RUNS,
    );
  });

  it('keeps all positions together under the account’s limits, whatever else is decided in the same batch', () => {
    fc.assert(
      fc.property(randomDesks, fc.integer({ min: 1, max: 4 }), (desk, signals) => {
        const { book, profile } = desk;
        const limits = limitsOf(profile);
        let risk = new Decimal(0);
        let opened = 0;
        for (let i = 0; i < signals; i += 1) {
          const order = orderOf(decideOpening(desk.signal(), book, NOW));
          if (!order) continue;
          book.book(order);
          opened += 1;
          risk = risk.plus(order.riskMoney ?? Infinity);
          expect(book.positions.length + opened).toBeLessThanOrEqual(limits.maxOpenPositions);
          const most =
            limits.maxTotalRiskPercent?.times(book.account.equity).dividedBy(100) ?? new Decimal(Infinity);
          expect(risk.lessThanOrEqualTo(most)).toBe(true);
          expect(book.marginInFlight().lessThanOrEqualTo(book.account.marginFree ?? Infinity)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('asks every rule in its order up to the one that refuses, and skips none without a reason', () => {
    const ids = PRE_TRADE_RULES.map(({ id }) => id);
    fc.assert(
      fc.property(randomDesks, (desk) => {
        const decision = decideOpening(desk.signal(), desk.book, NOW);
        const { rules, denial } = decision.ledger;
        expect(rules.map(({ rule }) => rule)).toEqual(ids.slice(0, rules.length));
        expect(rules.length === ids.length || denial !== null).toBe(true);
        for (const { verdict, numbers } of rules) {
          if (verdict === 'SKIPPED') expect(numbers['reason']).toBeTruthy();
        }
        const refused = rules.filter(({ verdict }) => verdict === 'DENIED');
        expect(refused).toEqual(denial ? [rules.at(-1)] : []);
      }),
      RUNS,
    );
  });

  it('comes out the same to the last digit when it is made again from what is stored', () => {
    fc.assert(
      fc.property(randomDesks, (desk) => {
        const { ledger } = decideOpening(desk.signal(), desk.book, NOW);
        const { inputs, rules, volume, steps, denial, symbol } = stored(ledger, desk.book.account.id);
        if (!inputs) throw new Error('An opening keeps what it was made from');
        expect([rules, symbol, asText(inputs)]).toEqual([ledger.rules, ledger.symbol, asText(ledger.inputs)]);
        const { check } = judge(inputs.observed, inputs.profile);
        expect(check.verdicts).toEqual(rules);
        if (check.outcome === 'denied') expect([check.denial, check.ledger]).toEqual([denial, steps]);
        else expect([check.sizing?.volume.toFixed(), check.sizing?.ledger]).toEqual([volume, steps]);
      }),
      RUNS,
    );
  });
});

describe('a ledger that an earlier version stored', () => {
  it('is read as one of today', () => {
    fc.assert(
      fc.property(randomDesks, (desk) => {
        const { ledger } = decideOpening(desk.signal(), desk.book, NOW);
        const earlier = JSON.stringify({ version: 2, ...ledger, inputs: asText(ledger.inputs) });
        expect(readLedgerOfVersion2(JSON.parse(earlier) as LedgerOfVersion2)).toEqual(
          stored(ledger, desk.book.account.id),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('closings, for every book', () => {
  it('never close more than is open, nor what another closing is about to close, nor what is somebody else’s', () => {
    const asked = fc.option(
      fc.integer({ min: 1, max: 400 }).map((units) => new Decimal(units).dividedBy(100)),
    );
    fc.assert(
      fc.property(
        randomDesks,
        fc.array(fc.tuple(fc.constantFrom('CLOSE_BUY' as const, 'CLOSE_SELL' as const), asked), {
          maxLength: 4,
        }),
        (desk, closings) => {
          const { book } = desk;
          const claimed = new Map<string, Decimal>();
          for (const [type, volume] of closings) {
            const signal = desk.signal({ type, volume: volume as NewOrder['volume'] | null });
            const order = orderOf(decideClosing(signal, book, NOW));
            if (!order) continue;
            book.book(order);
            if (volume) expect(order.volume.lessThanOrEqualTo(volume)).toBe(true);
            for (const target of order.closeTargets) {
              const sum = target.volume.plus(claimed.get(target.ticket) ?? 0);
              claimed.set(target.ticket, sum);
              const position = book.positions.find(({ ticket }) => ticket === target.ticket);
              expect(position?.magic).not.toBe('99');
              expect(position?.side).toBe(type === 'CLOSE_BUY' ? 'BUY' : 'SELL');
              expect(sum.lessThanOrEqualTo(position?.volume ?? 0)).toBe(true);
            }
          }
        },
      ),
      RUNS,
    );
  });
});
