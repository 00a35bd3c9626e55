import { FixedClock } from '../support/fixed-clock';
import { Market } from '../terminal/market';
import { palette } from './colour';
import { LineView } from './line-view';
import { Progress } from './progress';
import { simulatedSeat } from './seat';
import { summarise } from './summary';
import { clip, frame } from './table-view';
import { type OrderView, type SignalView } from './trader-wire';

const PLAIN = palette({ isTTY: false });

const DECIDED: SignalView = {
  signal_id: 17,
  symbol: 'EURUSD',
  signal_type: 'BUY',
  status: 'PENDING',
  code: null,
  message: null,
  decided_at: '2025-10-23T12:00:00Z',
  decisions: [
    {
      account_number: '12345678',
      outcome: 'ORDERED',
      code: null,
      order_id: '42',
      volume: 0.4,
      message: '2 % of 10,000 USD = 200 USD; 500 ticks × 1 USD → 0.40 lots',
    },
    {
      account_number: '87654321',
      outcome: 'DENIED',
      code: 'MAX_OPEN_POSITIONS',
      order_id: null,
      volume: null,
      message: null,
    },
  ],
};

const FILLED: OrderView = {
  order_id: '42',
  signal_id: 17,
  account_id: 'account',
  action: 'OPEN',
  side: 'BUY',
  symbol: 'EURUSD',
  volume: 0.4,
  status: 'FILLED',
  filled_volume: 0.4,
  fill_price: 1.1,
  retcode: 10009,
  message: 'Request executed',
};

function setUp(): Progress {
  const clock = new FixedClock();
  const seat = simulatedSeat({
    url: 'http://127.0.0.1',
    token: '',
    market: new Market(clock),
    clock,
    account: {},
    deposit: 10_000,
    seed: 1,
    log: () => undefined,
  });
  const account = {
    account_id: 'account',
    account_number: '12345678',
    currency: 'USD',
    margin_mode: 'HEDGING',
    auto_trading: true,
    balance: 9998.6,
    equity: 10_078.6,
    margin: 440,
    profit: 80,
  };
  const position = {
    ticket: '1',
    account_id: 'account',
    symbol: 'EURUSD',
    type: 'BUY' as const,
    volume: 0.4,
    open_price: 1.1,
    current_price: 1.102,
    sl: 1.095,
    tp: 1.11,
    profit: 80,
  };
  const progress = new Progress([{ seat, deposit: 10_000, account, positions: [position] }]);
  const signal = {
    symbol: 'EURUSD',
    signal_type: 'BUY' as const,
    stop_loss: 1.095,
    volume: 50,
    signal_time: '2025-10-23T12:00:00Z',
    client_signal_id: 'demo-1-1',
    strategy: 'demo',
  };
  const idea = { signal, purpose: 'far more than the risk allows', sentTwice: false };
  progress.signals.push({ id: 17, idea, view: DECIDED });
  progress.orders.set('42', FILLED);
  return progress;
}

describe("the demo's console", () => {
  it('tells each happening in a line of its own when nobody watches live', () => {
    const progress = setUp();
    const [signal] = progress.signals;
    const lines: string[] = [];
    const view = new LineView(
      (line) => lines.push(line),
      PLAIN,
      () => 5_000,
    );
    if (!signal) throw new Error('no signal');

    view.show(
      [
        { kind: 'posted', signal },
        { kind: 'decided', signal: DECIDED },
        { kind: 'order', order: FILLED, account: '12345678' },
      ],
      progress,
    );

    expect(lines).toEqual([
      '   5.0 s  signal 17    BUY EURUSD, stop 1.09500, 50 lots asked – far more than the risk allows',
      '   5.0 s    decision   12345678: 0.4 lots ordered (2 % of 10,000 USD = 200 USD; 500 ticks × 1 USD → 0.40 lots)',
      '   5.0 s    decision   87654321: denied, MAX_OPEN_POSITIONS',
      '   5.0 s    order 42   12345678: BUY 0.4 EURUSD: FILLED 0.4 at 1.10000',
      '   5.0 s  account      12345678 hedging: balance 9998.60  equity 10078.60 USD (+80.00), 1 open',
      '   5.0 s               BUY 0.4 EURUSD 1.10000 → 1.10200  +80.00',
    ]);
  });

  it('draws one screen that is never higher than the window', () => {
    const progress = setUp();
    const [signal] = progress.signals;
    if (!signal) throw new Error('no signal');
    for (let id = 18; id < 60; id += 1) progress.signals.push({ ...signal, id });

    const lines = frame(progress, 'Demo', PLAIN, 24);

    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines).toContain('  59    BUY EURUSD, stop 1.09500, 50 lots asked  PENDING');
    expect(lines).toContain('      BUY 0.4 EURUSD 1.10000 → 1.10200  +80.00');
  });

  it('cuts a line to the width of the window, and no colour', () => {
    expect(clip('\u001B[31mREJECTED\u001B[0m', 4)).toBe('\u001B[31mREJE\u001B[0m');
  });

  it('sums up what was posted, done, refused and doubled', () => {
    const { lines, doubles } = summarise(setUp(), 20, 7);

    expect(doubles).toBe(0);
    expect(lines).toEqual([
      'The demo traded for 20 s with seed 7.',
      '  signals     1 posted, 0 sent again, 0 recognised, 0 undecided',
      '  orders      1, of them 0 not finished',
      '  fills       1 whole, 0 partial',
      '  refusals    MAX_OPEN_POSITIONS 1',
      '  rejections  none',
      '  account     12345678 balance 10000.00, equity 10000.00 USD (0.00)',
      '  doubles     0',
    ]);
  });
});
