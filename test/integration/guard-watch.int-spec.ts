import { GuardWatch } from '../../src/orders/guard-watch';
import { type Json } from '../support/api-client';
import { StatementRecorder } from '../support/recorded-statements';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, TradingDesk } from '../support/trading-desk';

const ACCOUNTS = 50;
const MIDNIGHT = { time: '00:00', zone: 'UTC' };
/**
 * One pass over accounts at rest: who is guarded, the accounts, their rules, what their guards remember (twice), the
 * beginnings of their days, and the money that came since. Three more ask whether locked ones are empty.
 */
const AT_REST = 7;
const LOCKED = 3;

describe('the watch over guarded accounts', () => {
  let app: TestApp;
  let desk: TradingDesk;
  let watch: GuardWatch;
  let recorder: StatementRecorder;
  const sessions: DeskSession[] = [];

  beforeAll(async () => {
    // No worker looks at the accounts beside the test.
    app = await startTestApp({ environment: { ROLES: 'api' } });
    watch = app.app.get(GuardWatch);
    desk = await TradingDesk.open(app, 'guards');
    for (let number = 0; number < ACCOUNTS; number += 1) {
      const connected = await desk.connectConnector({
        account_number: String(50_000 + number),
        balance: 10_000,
        equity: 10_000,
      });
      sessions.push(connected);
      await guard(connected);
    }
    recorder = new StatementRecorder();
    await watch.watchAll();
  });

  afterAll(async () => {
    recorder.stop();
    await app.close();
  });

  async function guard({ accountId }: DeskSession): Promise<void> {
    const share = { kind: 'PERCENT', percent: 10, of: 'INITIAL' };
    const rules: Json[] = [
      { id: 'total', scope: 'TOTAL', anchor: 'INITIAL', amount: share },
      {
        id: 'daily',
        scope: 'DAILY',
        anchor: 'BALANCE',
        amount: { ...share, percent: 5 },
        reset: MIDNIGHT,
      },
      { id: 'trail', scope: 'TOTAL', anchor: 'HIGH_WATER_END_OF_DAY', amount: share, reset: MIDNIGHT },
    ];
    const limits = { risk_percent: 2, max_open_positions: 5, opening_ttl_seconds: 30 };
    const chosen = await desk.person.put(`/accounts/${accountId}/risk-profile`, {
      ...limits,
      guard: { pack: 'own', initial_balance: 10_000, rules },
    });
    expect(chosen).toMatchObject({ status: 200 });
  }

  /** What it asked outside of transactions, and how many accounts it held. Others write down at the same time who was heard. */
  async function pass(): Promise<{ readonly asked: number; readonly held: number }> {
    recorder.take();
    await watch.watchAll();
    const texts = recorder.take().map(({ text }) => text);
    const surveyed =
      /FROM (risk_profiles|trading_accounts|equity_guards|unnest|trading_orders|trading_positions|mt5_sessions)/;
    return {
      asked: texts.filter((text) => text.startsWith('SELECT') && surveyed.test(text)).length,
      held: texts.filter(
        (text) => text.includes('FROM trading_accounts') && text.includes('FOR NO KEY UPDATE'),
      ).length,
    };
  }

  async function stepOf({ accountId }: DeskSession): Promise<unknown> {
    const [row] = await app.dataSource.query<{ step: string }[]>(
      'SELECT step FROM equity_guards WHERE account_id = $1',
      [accountId],
    );
    return row?.step;
  }

  function at(index: number): DeskSession {
    const found = sessions[index];
    if (!found) throw new Error('No such account');
    return found;
  }

  it('asks the same few statements for all accounts at rest, and holds none', async () => {
    expect(await pass()).toEqual({ asked: AT_REST, held: 0 });
  });

  it('holds the accounts that moved, and no other', async () => {
    await desk.sync(at(3), { account: { balance: 10_000, equity: 9_700 } });
    await desk.sync(at(7), { account: { balance: 10_000, equity: 10_050 } });
    expect(await pass()).toMatchObject({ held: 2 });
    expect(await stepOf(at(3))).toBe('WARN');
    expect(await pass()).toEqual({ asked: AT_REST, held: 0 });
  });

  it('closes a locked account again and again until nothing is left, and then leaves it alone', async () => {
    const account = { balance: 10_000, equity: 8_900 };
    await desk.sync(at(5), { account, complete: true, positions: [position('1', { volume: 0.4 })] });
    expect(await pass()).toMatchObject({ held: 1 });
    expect(await pass()).toMatchObject({ held: 1 });
    expect(await stepOf(at(5))).toBe('LOCKED');
    // What it issued is not decided, as there is no worker: the position is nobody's yet.
    expect(await pass()).toMatchObject({ held: 1 });
    await desk.sync(at(5), {
      account: { balance: 8_900, equity: 8_900 },
      complete: true,
      positions: [],
    });
    expect(await pass()).toEqual({ asked: AT_REST + LOCKED, held: 0 });

    await desk.sync(at(5), { account: null, complete: true, positions: [position('2', { volume: 0.1 })] });
    expect(await pass()).toMatchObject({ held: 1 });
  });

  it('counts the end of a day once', async () => {
    await desk.sync(at(5), { account: null, complete: true, positions: [] });
    app.clock.advance(86_400_000);
    expect(await pass()).toMatchObject({ held: ACCOUNTS });
    expect(await pass()).toMatchObject({ held: 0 });
  });
});
