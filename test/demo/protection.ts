/**
 * What each account of the demo may risk. The strategy has no wisdom and pays spreads and commissions around the clock:
 * small risks and a wide limit of the day let it be watched for hours, and leave something to see on every meter.
 */
export interface Protection {
  readonly risk_percent: number;
  readonly max_open_positions: number;
  readonly opening_ttl_seconds: number;
  readonly limits: { readonly max_daily_loss_percent: number };
  readonly guard: {
    readonly pack: 'own';
    readonly initial_balance: number;
    readonly rules: readonly GuardRule[];
  };
}

interface GuardRule {
  readonly id: string;
  readonly scope: 'DAILY' | 'TOTAL';
  readonly anchor: 'HIGHER' | 'INITIAL';
  readonly amount: { readonly kind: 'PERCENT'; readonly percent: number; readonly of: 'INITIAL' };
  readonly reset: { readonly time: string; readonly zone: string } | null;
}

const DAILY_LOSS_PERCENT = 25;
const TOTAL_LOSS_PERCENT = 40;

export function protectionOf(deposit: number): Protection {
  return {
    risk_percent: 0.25,
    max_open_positions: 8,
    opening_ttl_seconds: 30,
    limits: { max_daily_loss_percent: DAILY_LOSS_PERCENT },
    guard: {
      pack: 'own',
      initial_balance: deposit,
      rules: [
        {
          id: 'daily-loss',
          scope: 'DAILY',
          anchor: 'HIGHER',
          amount: { kind: 'PERCENT', percent: DAILY_LOSS_PERCENT, of: 'INITIAL' },
          reset: { time: '00:00', zone: 'BROKER' },
        },
        {
          id: 'total-loss',
          scope: 'TOTAL',
          anchor: 'INITIAL',
          amount: { kind: 'PERCENT', percent: TOTAL_LOSS_PERCENT, of: 'INITIAL' },
          reset: null,
        },
      ],
    },
  };
}
