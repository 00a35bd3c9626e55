import { d, de40, eurusd, usdjpy } from '../../test/support/risk-samples';
import { type ExposedPosition, openRiskOf } from './open-risk';

function position(changes: Partial<ExposedPosition> = {}): ExposedPosition {
  return {
    side: 'BUY',
    volume: d('0.4'),
    openPrice: d('1.1'),
    stopLoss: d('1.095'),
    spec: eurusd(),
    ...changes,
  };
}

describe('openRiskOf', () => {
  it('adds what every stop would cost', () => {
    const yen = position({ spec: usdjpy(), openPrice: d(150), stopLoss: d('149.5'), volume: d('0.1') });
    // 0.4 × 500 + 0.1 × 334.448
    expect(openRiskOf([position(), yen], 'USD', []).openRisk.toFixed(3)).toBe('233.445');
  });

  it('counts a stop that locks a profit as nothing, not as a gain', () => {
    const locked = position({ stopLoss: d('1.1050') });
    const sold = position({ side: 'SELL', stopLoss: d('1.0950') });
    expect(openRiskOf([position(), locked, sold], 'USD', []).openRisk.toFixed()).toBe('200');
  });

  it('counts what nothing bounds instead of poisoning the sum', () => {
    const naked = position({ stopLoss: null });
    const unknown = position({ spec: null });
    const inconvertible = position({ spec: de40(), openPrice: d(18_000), stopLoss: d(17_900) });
    expect(openRiskOf([position(), naked, unknown, inconvertible], 'USD', [])).toMatchObject({
      openRisk: d(200),
      unprotected: 3,
    });
  });
});
