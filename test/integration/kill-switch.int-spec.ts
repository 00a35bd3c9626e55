import { KillSwitch } from '../../src/orders/kill-switch';
import { Transactions } from '../../src/platform/database/transactions';
import { StatementRecorder } from '../support/recorded-statements';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, TradingDesk } from '../support/trading-desk';

const FEW = 2;
const MANY = 8;
const FIRST_PAUSE_MS = 60_000;
/** What a look asks and what it issues. Others write down at the same time who was heard. */
const ITS_OWN =
  /^SELECT .* FROM (risk_states|trading_accounts|trading_orders|trading_positions|mt5_sessions)|INSERT INTO trading_signals/s;

describe('the kill switch, which closes again what the broker refused to close', () => {
  let app: TestApp;
  let killSwitch: KillSwitch;
  let recorder: StatementRecorder;
  let people = 0;

  beforeEach(async () => {
    // No worker empties the accounts beside the test, and none decides what was issued.
    app = await startTestApp({ environment: { ROLES: 'api' } });
    killSwitch = app.app.get(KillSwitch);
    recorder = new StatementRecorder();
  });

  afterEach(async () => {
    recorder.stop();
    await app.close();
  });

  /** A trader who holds a position on each of so many accounts, and wants them empty. */
  async function killed(accounts: number): Promise<{ desk: TradingDesk; sessions: readonly DeskSession[] }> {
    people += 1;
    const desk = await TradingDesk.open(app, `killer_${String(people)}`);
    const sessions: DeskSession[] = [];
    for (let number = 0; number < accounts; number += 1) {
      const session = await desk.connectConnector({ account_number: String(70_000 + number) });
      const positions = [position('1', { volume: 0.1 }), position('2', { type: 'SELL', volume: 0.2 })];
      await desk.sync(session, { account: null, complete: true, positions });
      sessions.push(session);
    }
    const answer = await desk.person.post('/risk/kill', { reason: 'all out', close_all: true });
    expect(answer).toMatchObject({ status: 200 });
    return { desk, sessions };
  }

  async function pass(): Promise<{ readonly asked: number; readonly held: number }> {
    recorder.take();
    await killSwitch.emptyAgain();
    const texts = recorder.take().map(({ text }) => text);
    return {
      asked: texts.filter((text) => ITS_OWN.test(text)).length,
      held: texts.filter((text) => text.includes('FROM trading_accounts') && text.includes('NO KEY UPDATE'))
        .length,
    };
  }

  async function issuedFor({ id }: DeskSession): Promise<number> {
    const rows = await app.dataSource.query<unknown[]>(
      `SELECT id FROM trading_signals WHERE target_session_id = $1 AND source = 'system'`,
      [id],
    );
    return rows.length;
  }

  it('asks as many statements for many accounts as for few, and issues for each once', async () => {
    const few = await killed(FEW);
    app.clock.advance(FIRST_PAUSE_MS);
    const { asked } = await pass();
    const many = await killed(MANY);
    for (const session of many.sessions) expect(await issuedFor(session)).toBe(2);

    app.clock.advance(2 * FIRST_PAUSE_MS);
    expect((await pass()).asked).toBe(asked);
    for (const session of few.sessions) expect(await issuedFor(session)).toBe(6);
    for (const session of many.sessions) expect(await issuedFor(session)).toBe(4);

    await pass();
    for (const session of many.sessions) expect(await issuedFor(session)).toBe(4);
  });

  it('holds no account that is empty', async () => {
    const { desk, sessions } = await killed(FEW);
    expect(await pass()).toMatchObject({ held: 1 });
    for (const session of sessions) {
      await desk.sync(session, { account: null, complete: true, positions: [] });
    }
    expect(await pass()).toMatchObject({ held: 0 });
  });

  it('does not wait for an account that somebody holds, and comes back to it', async () => {
    const { sessions } = await killed(FEW);
    const [held, free] = sessions as [DeskSession, DeskSession];
    app.clock.advance(FIRST_PAUSE_MS);
    await app.app.get(Transactions, { strict: false }).run(async (tx) => {
      await tx.query('SELECT id FROM trading_accounts WHERE id = $1 FOR NO KEY UPDATE', [held.accountId]);
      await killSwitch.emptyAgain();
    });
    expect([await issuedFor(held), await issuedFor(free)]).toEqual([2, 4]);
    await killSwitch.emptyAgain();
    expect([await issuedFor(held), await issuedFor(free)]).toEqual([4, 4]);
  });
});
