import fc from 'fast-check';
import { ADMISSION_CLASSES, admissionClassOf } from './admission-classes';
import { AdmissionGate } from './admission-gate';

describe('admissionClassOf', () => {
  it.each([
    ['POST', '/api/v1/trading/signals/42/status', 'report'],
    ['POST', '/api/v1/risk/kill', 'stop'],
    ['POST', '/api/v1/mt5/sync', 'sync'],
    ['GET', '/api/v1/trading/signals/pending', 'sync'],
    ['POST', '/api/v1/trading/signals', 'signal'],
    ['POST', '/api/v1/auth/login', 'signal'],
    ['GET', '/api/v1/trading/history/export', 'read'],
    ['GET', '/api/v1/trading/signals/42', 'read'],
    ['GET', '/health/ready', null],
    ['GET', '/metrics', null],
    ['GET', '/assets/app-0a1b2c.js', null],
    ['GET', '/docs-json', 'read'],
    ['OPTIONS', '/api/v1/trading/signals', null],
  ])('%s %s is %s', (method, path, expected) => {
    expect(admissionClassOf(method, path)).toBe(expected);
  });
});

describe('AdmissionGate', () => {
  const options = { start: 100, least: 20, most: 200 };
  let now: number;
  let gate: AdmissionGate;

  beforeEach(() => {
    now = 0;
    gate = new AdmissionGate(() => now, options);
  });

  /** Lets in as many of a class as it will. */
  const fill = (of: (typeof ADMISSION_CLASSES)[number]): number => {
    let entered = 0;
    while (gate.enter(of)) entered += 1;
    return entered;
  };

  /** Windows in which a full house takes this long. */
  const pass = (windows: number, tookMs: number): void => {
    for (let window = 0; window < windows; window += 1) {
      const entered = fill('signal');
      now += 100;
      for (let index = 0; index < entered; index += 1) gate.leave('signal', tookMs);
    }
  };

  it('refuses reads first, then signals, then syncs, and reports last of all', () => {
    expect([fill('read'), fill('signal'), fill('sync')]).toEqual([50, 25, 300]); // to 50, 75 and 150 of 100
    expect(fill('report')).toBe(1_450); // to 1,600, eight times the most
    expect(fill('stop')).toBe(0);
  });

  it('lets terminals in by hundreds, because one transaction answers as many', () => {
    expect(fill('sync')).toBe(600);
  });

  it('lets fewer in while they take too long, to a least number, and more when they are quick again', () => {
    gate.enter('report'); // somebody always is here
    pass(4, 500);
    expect(gate.load.limit).toBe(20);
    pass(20, 5);
    expect(gate.load.limit).toBe(200);
  });

  it('forgets the crowd as soon as everybody has left', () => {
    gate.enter('report');
    pass(10, 500);
    expect(gate.load.limit).toBe(20);
    gate.leave('report', 5);
    expect(fill('read')).toBe(50);
  });

  it('does not take those for a crowd who wait for a row, while others are quick', () => {
    gate.enter('report');
    for (let window = 0; window < 10; window += 1) {
      const entered = fill('signal');
      now += 100;
      for (let index = 0; index < entered; index += 1) gate.leave('signal', index % 3 === 0 ? 5 : 900);
    }
    expect(gate.load.limit).toBe(200);
  });

  it('does not take a few slow ones for a crowd', () => {
    for (let index = 0; index < 20; index += 1) gate.enter('signal');
    for (let index = 0; index < 20; index += 1) {
      now += 50;
      gate.leave('signal', 900);
    }
    expect(gate.load.limit).toBe(100);
  });

  it('lets fewer in while most of them wait for seconds, however little room they take', () => {
    for (let index = 0; index < 40; index += 1) gate.enter('signal');
    for (let index = 0; index < 100; index += 1) {
      now += 50;
      gate.leave('signal', 5_000);
      gate.enter('signal');
    }
    expect(gate.load.limit).toBe(20);
  });

  it('notices that they wait for seconds also when only a few are answered in a tenth of a second', () => {
    const entered = fill('signal');
    for (let index = 0; index < entered; index += 1) {
      now += 500;
      gate.leave('signal', 5_000);
      gate.enter('signal');
    }
    expect(gate.load.limit).toBeLessThan(60);
  });

  it('makes room for those who wait at the door, unless so few are inside that they are not the reason', () => {
    for (let index = 0; index < 20; index += 1) gate.enter('signal');
    gate.shrink();
    expect(gate.load.limit).toBe(100);
    fill('signal');
    gate.shrink();
    expect(gate.load.limit).toBe(37); // half of the 75 that are inside
    gate.shrink();
    expect(gate.load.limit).toBe(20);
  });

  it('never lets more be under way than memory was counted for, and never loses count', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...ADMISSION_CLASSES), fc.nat(1_000), fc.boolean()), {
          maxLength: 2_000,
        }),
        (steps) => {
          const any = new AdmissionGate(() => now, options);
          const inside: (typeof ADMISSION_CLASSES)[number][] = [];
          for (const [of, tookMs, leaves] of steps) {
            now += 7;
            if (any.enter(of)) inside.push(of);
            const first = leaves ? inside.shift() : undefined;
            if (first) any.leave(first, tookMs);
            const terminals = inside.filter((one) => one === 'sync').length;
            expect(any.load.underWay).toBe(inside.length - 0.75 * terminals);
            expect(inside.length).toBeLessThanOrEqual(1_600);
            expect(any.load.limit).toBeGreaterThanOrEqual(20);
            expect(any.load.limit).toBeLessThanOrEqual(200);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
