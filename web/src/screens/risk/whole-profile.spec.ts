import type { RiskProfile } from '../../api/queries';
import { wholeProfile } from './whole-profile';

const LADDER = { warn_at: 0.5, reduce_at: 0.7, reduce_to: 0.5, block_at: 0.9, flatten_at: 1 };
const RULES = [
  {
    id: 'day',
    scope: 'DAILY',
    anchor: 'BALANCE',
    amount: { kind: 'PERCENT', percent: 5, of: 'INITIAL' },
    reset: { time: '00:00', zone: 'BROKER' },
    lock_at: null,
    action: 'FLATTEN',
  },
];
const CHANGES = { risk_percent: 1, max_open_positions: 3, opening_ttl_seconds: 20 };

function profileWith(pack: string): RiskProfile {
  return {
    account_id: 'c0a80121-7ac0-4f1e-9d0a-2b5d8e6f4a33',
    risk_percent: 2,
    max_open_positions: 5,
    opening_ttl_seconds: 30,
    sizing: { mode: { kind: 'FIXED_LOTS', lots: 0.1 } },
    limits: { max_daily_loss_percent: 4 },
    symbol_map: [{ signal: 'GOLD', account: 'XAUUSD' }],
    closes: 'ALL',
    guard: {
      initial_balance: 10_000,
      started_at: '2025-10-01T00:00:00.000Z',
      pack,
      name: 'Any',
      rules: RULES,
      ladder: LADDER,
      to_confirm: [],
    },
    updated_at: null,
    ceilings: { risk_percent: 10, max_open_positions: 100, opening_ttl_seconds: 3_600 },
  } as unknown as RiskProfile;
}

describe('wholeProfile', () => {
  it('sends back what the screen does not show, so that saving a limit switches no protection off', () => {
    expect(wholeProfile(profileWith('own'), CHANGES)).toEqual({
      ...CHANGES,
      sizing: { mode: { kind: 'FIXED_LOTS', lots: 0.1 } },
      limits: { max_daily_loss_percent: 4 },
      symbol_map: [{ signal: 'GOLD', account: 'XAUUSD' }],
      closes: 'ALL',
      guard: {
        pack: 'own',
        initial_balance: 10_000,
        started_at: '2025-10-01T00:00:00.000Z',
        ladder: LADDER,
        rules: RULES,
      },
    });
  });

  it('leaves the rules of a published pack to the pack', () => {
    expect(wholeProfile(profileWith('published'), CHANGES).guard).not.toHaveProperty('rules');
  });
});
