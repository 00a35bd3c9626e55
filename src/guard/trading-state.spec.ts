import fc from 'fast-check';
import { type StateSwitch, strictest } from './trading-state';

describe('strictest', () => {
  it('is at least as strict as every switch', () => {
    const states = ['ACTIVE', 'REDUCING', 'HALTED'] as const;
    const moved = fc.record({
      scope: fc.constantFrom('SERVER', 'USER', 'ACCOUNT'),
      state: fc.constantFrom(...states),
    });
    fc.assert(
      fc.property(fc.array(moved, { maxLength: 5 }), (switches) => {
        const { state, scope } = strictest(switches as StateSwitch[]);
        for (const each of switches)
          expect(states.indexOf(state)).toBeGreaterThanOrEqual(states.indexOf(each.state));
        expect(scope === null).toBe(state === 'ACTIVE');
      }),
    );
  });
});
