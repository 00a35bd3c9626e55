import { KillSwitch } from '../../src/orders/kill-switch';
import { ServerSwitch } from '../../src/orders/server-switch';
import { type Json } from '../support/api-client';
import { eventually } from '../support/eventually';
import { PASSWORD } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, report, TradingDesk } from '../support/trading-desk';

const BASIC = { risk_percent: 2, max_open_positions: 5, opening_ttl_seconds: 30 };

describe('what stands around the rules', () => {
  let app: TestApp;
  let desk: TradingDesk;
  let session: DeskSession;
  let path: string;
  let people = 0;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    people += 1;
    desk = await TradingDesk.open(app, `guarded_${String(people)}`);
    session = await desk.connectConnector();
    path = `/accounts/${session.accountId}`;
  });

  async function audited(action: string): Promise<Json[]> {
    const rows = await app.dataSource.query<{ detail: Json }[]>(
      `SELECT detail FROM audit_log WHERE action = $1 AND detail ->> 'account_id' = $2`,
      [action, session.accountId],
    );
    return rows.map(({ detail }) => detail);
  }

  async function choose(profile: Json): Promise<void> {
    expect(await desk.person.put(`${path}/risk-profile`, { ...BASIC, ...profile })).toMatchObject({
      status: 200,
    });
  }

  /** The closes that came down, whatever time the decision took. */
  async function closes(count: number, change: Json = {}): Promise<Json[]> {
    let found: Json[] = [];
    await eventually(async () => {
      const commands = (await desk.sync(session, { account: null, ...change }))['commands'] as Json[];
      found = commands.filter(({ action }) => action === 'CLOSE');
      if (found.length < count) throw new Error(`only ${String(found.length)} closes`);
    });
    return found;
  }

  describe('the kill switch', () => {
    it('closes everything when asked to, though trading is halted, whoever opened it', async () => {
      await desk.sync(session, {
        account: null,
        complete: true,
        positions: [
          position('1', { volume: 0.1 }),
          position('2', { type: 'SELL', volume: 0.2 }),
          position('3', { symbol: 'GBPUSD', volume: 0.3, magic: '777' }),
        ],
      });
      const kill = { account_id: session.accountId, reason: 'leave me alone', close_all: true };
      expect(await desk.person.post('/risk/kill', kill)).toMatchObject({
        status: 200,
        body: { state: 'HALTED' },
      });
      const found = await closes(3);
      const tickets = found.flatMap(({ targets }) => (targets as Json[]).map(({ ticket }) => ticket));
      expect(tickets.sort()).toEqual(['1', '2', '3']);
    });

    it('closes again what the broker refused to close: after a while, never twice at once, and only what was open', async () => {
      const open = [position('1', { volume: 0.1, magic: '0' })];
      await desk.sync(session, { account: null, complete: true, positions: open });
      const kill = { account_id: session.accountId, reason: 'leave me alone', close_all: true };
      await desk.person.post('/risk/kill', kill);
      const killSwitch = app.app.get(KillSwitch, { strict: false });
      const refusal = async ([close]: Json[]): Promise<void> => {
        await killSwitch.emptyAgain();
        // it is under way: no other is made
        expect(await desk.commands(session, { account: null })).toMatchObject([{ delivery_count: 2 }]);
        const said = report(close?.['order_id'] as string, 'REJECTED', { retcode: 10018 });
        await desk.sync(session, { account: null, reports: [said] });
        await killSwitch.emptyAgain();
        expect(await desk.commands(session, { account: null })).toEqual([]);
      };
      await refusal(await closes(1));

      // Somebody opens by hand meanwhile: that is his.
      app.clock.advance(1000);
      open.push(position('2', { volume: 0.7, magic: '0', open_time: '2025-10-23T12:00:01Z' }));
      await desk.sync(session, { account: null, complete: true, positions: open });
      for (const pauseMs of [60_000, 120_000]) {
        for (let passed = 0; passed < pauseMs; passed += 10_000) {
          app.clock.advance(10_000);
          await desk.sync(session, { account: null });
        }
        await killSwitch.emptyAgain();
        const again = await closes(1);
        expect(again).toMatchObject([{ targets: [{ ticket: '1', volume: 0.1 }] }]);
        await refusal(again);
      }

      const resume = { account_id: session.accountId, reason: 'all right', password: PASSWORD };
      expect(await desk.person.post('/risk/resume', resume)).toMatchObject({ status: 200 });
      app.clock.advance(10_000);
      await desk.sync(session, { account: null });
      await killSwitch.emptyAgain();
      expect(await desk.commands(session, { account: null })).toEqual([]);
    });

    it('asks back what a terminal has, and tells it with the next call', async () => {
      await desk.decided(desk.signal());
      const [command] = await desk.commands(session);
      expect(await desk.person.post('/risk/kill', { reason: 'stop' })).toMatchObject({
        body: { cancelled_orders: 0, recalled_orders: 1 },
      });
      expect(await desk.sync(session)).toMatchObject({ commands: [], cancelled: [command?.order_id] });
    });

    it('lets trading go on only for somebody who has just logged in, or knows the password', async () => {
      const resume = { account_id: session.accountId, reason: 'all is well' };
      await desk.person.post('/risk/kill', { account_id: session.accountId, reason: 'stop' });
      app.clock.advance(5 * 60_000 + 1000);
      expect(await desk.person.post('/risk/resume', resume)).toMatchObject({
        status: 403,
        body: { code: 'AUTH.FRESH_LOGIN_NEEDED' },
      });
      const wrong = { ...resume, password: 'NotThePassword123!' };
      expect(await desk.person.post('/risk/resume', wrong)).toMatchObject({ status: 403 });
      expect(await desk.person.post('/risk/resume', { ...resume, password: PASSWORD })).toMatchObject({
        status: 200,
        body: { state: 'ACTIVE' },
      });
      expect(await audited('risk.trading_resumed')).toMatchObject([{ reason: 'all is well' }]);
    });

    it('needs a reason, and a person', async () => {
      expect((await desk.person.post('/risk/resume', { reason: '' })).status).toBe(422);
      expect((await desk.terminal.post('/risk/resume', { reason: 'a program' })).status).toBe(403);
    });
  });

  describe('the switch of the whole server', () => {
    it('stops everybody from the next call on, is audited and shown, and lets go', async () => {
      const server = app.app.get(ServerSwitch, { strict: false });
      await desk.decided(desk.signal({ client_signal_id: 'handed' }));
      const [handed] = await desk.commands(session, { account: null });
      await desk.decided(desk.signal({ client_signal_id: 'ready' }));
      expect(await server.move('HALTED', 'the broker quotes nonsense')).toMatchObject({
        cancelled: 1,
        askedBack: 1,
      });
      expect(await desk.sync(session, { account: null })).toMatchObject({
        trading_state: 'HALTED',
        commands: [],
        cancelled: [handed?.order_id],
      });
      expect(await desk.decided(desk.signal({ client_signal_id: 'refused' }))).toMatchObject({
        code: 'TRADING_HALTED',
        detail: { scope: 'SERVER' },
      });
      const { body } = await desk.person.get('/risk/state');
      expect(body).toMatchObject({
        state: 'HALTED',
        switches: [{ scope: 'SERVER', by: 'OPERATOR', reason: 'the broker quotes nonsense' }],
      });
      const resume = { reason: 'I would rather trade', password: PASSWORD };
      await desk.person.post('/risk/resume', resume);
      expect(await desk.sync(session, { account: null })).toMatchObject({ trading_state: 'HALTED' });

      await server.move('ACTIVE', 'it has corrected its quotes');
      expect(await server.look()).toMatchObject({ state: 'ACTIVE' });
      expect(await desk.sync(session, { account: null })).toMatchObject({ trading_state: 'ACTIVE' });
      const audited = await app.dataSource.query<{ action: string }[]>(
        `SELECT action FROM audit_log WHERE detail ->> 'scope' = 'SERVER' ORDER BY id`,
      );
      expect(audited.map(({ action }) => action)).toEqual(['risk.trading_stopped', 'risk.trading_resumed']);
    });
  });

  describe('automatic trading', () => {
    it('is switched off for one account, which then trades only what names it', async () => {
      expect(await desk.person.patch(path, { auto_trading: false })).toMatchObject({
        status: 200,
        body: { account_id: session.accountId, auto_trading: false },
      });
      expect(await desk.decided(desk.signal())).toMatchObject({ code: 'NO_ACCOUNT_TO_TRADE' });
      const named = desk.signal({ client_signal_id: 'named', session_id: session.id });
      expect(await desk.decided(named)).toMatchObject({ status: 'PENDING' });
      expect(await audited('accounts.auto_trading_switched')).toHaveLength(1);
    });

    it('is nobody else’s to switch', async () => {
      const other = await TradingDesk.open(app, `stranger_${String(people)}`);
      expect(await other.person.patch(path, { auto_trading: false })).toMatchObject({ status: 404 });
      expect((await desk.terminal.patch(path, { auto_trading: false })).status).toBe(403);
    });
  });

  describe('the equity guard', () => {
    const percent = (part: number): Json => ({ kind: 'PERCENT', percent: part, of: 'INITIAL' });
    const daily: Json = {
      id: 'daily',
      scope: 'DAILY',
      anchor: 'BALANCE',
      amount: percent(5),
      reset: { time: '00:00', zone: 'UTC' },
    };

    it('shows its floor, the distance to it, and what the next reset would make of it', async () => {
      await choose({ guard: { pack: 'own', initial_balance: 10_000, rules: [daily] } });
      await desk.sync(session, { account: { balance: 10_000, equity: 9750 } });
      const { body } = await desk.person.get(`${path}/equity-guard`);
      // floor 10 000 − 500; distance 9 750 − 9 500; used 250 ÷ 500
      expect(body).toMatchObject({
        step: 'WARN',
        equity: 9750,
        rules: [
          {
            rule: 'daily',
            anchor: 10_000,
            floor: 9500,
            distance: 250,
            used: 0.5,
            blocks_at: 9550,
            at_next_reset: { at: '2025-10-24T00:00:00.000Z', floor: 9500, is_broken: false },
          },
        ],
        lock: null,
      });
    });

    it('shows what other rules would mean before they are chosen, and changes nothing', async () => {
      await desk.sync(session, { account: { balance: 10_000, equity: 9750 } });
      const preview = `${path}/equity-guard/preview`;
      const pack = { pack: 'ftmo-2-step', initial_balance: 10_000 };
      // daily: 10 000 − 5 %; total: 10 000 − 10 %
      expect(await desk.person.post(preview, pack)).toMatchObject({
        status: 200,
        body: {
          step: 'WARN',
          rules: [
            { rule: 'daily-loss', floor: 9500, distance: 250, used: 0.5 },
            { rule: 'total-loss', floor: 9000, distance: 750, used: 0.25 },
          ],
        },
      });
      const larger = await desk.person.post(preview, { ...pack, initial_balance: 12_000 });
      // 12 000 − 10 % is above what the account has.
      expect(larger.body['rules']).toMatchObject([{}, { floor: 10_800, distance: -1050, is_broken: true }]);
      expect(await desk.person.get(`${path}/equity-guard`)).toMatchObject({ status: 404 });
      await desk.sync(session, { account: null });
      expect(await audited('risk.guard_acted')).toEqual([]);
    });

    it('previews what can be chosen only, on the own accounts of a person only', async () => {
      const preview = `${path}/equity-guard/preview`;
      const pack = { pack: 'ftmo-2-step', initial_balance: 10_000 };
      expect((await desk.person.post(preview, { ...pack, pack: 'unheard-of' })).status).toBe(422);
      expect((await desk.person.post(preview, { ...pack, rules: [daily] })).status).toBe(422);
      const other = await TradingDesk.open(app, `curious_${String(people)}`);
      expect(await other.person.post(preview, pack)).toMatchObject({
        status: 404,
        body: { code: 'ACCOUNT.NOT_FOUND' },
      });
    });

    it('lets less be risked before it lets nothing be opened', async () => {
      await choose({ guard: { pack: 'own', initial_balance: 10_000, rules: [daily] } });
      await desk.sync(session, { account: { balance: 9600, equity: 9600 } });
      // used 400 ÷ 500 = 0.8: half the risk; 9 600 × 1 % = 96, and 100 above the floor; 96 ÷ 500 = 0.19
      const story = await desk.decided(desk.signal({ volume: 5 }));
      expect(story).toMatchObject({ decisions: [{ outcome: 'ORDERED', volume: 0.19 }] });
    });

    it('closes all and locks, refuses other rules meanwhile, and lets go when a person lifts it', async () => {
      const total = { id: 'total', scope: 'TOTAL', anchor: 'INITIAL', amount: percent(10) };
      const guard = { pack: 'own', initial_balance: 10_000, rules: [total] };
      await choose({ guard });
      await desk.sync(session, {
        account: { balance: 10_000, equity: 8900 },
        complete: true,
        positions: [position('1', { volume: 0.4 })],
      });
      const [close] = await closes(1);
      expect(close).toMatchObject({ side: 'SELL', targets: [{ ticket: '1', volume: 0.4 }] });
      expect((await desk.person.get(`${path}/equity-guard`)).body).toMatchObject({
        step: 'LOCKED',
        lock: { rule: 'total', until: null },
      });
      expect(await desk.person.put(`${path}/risk-profile`, { ...BASIC, guard: null })).toMatchObject({
        status: 409,
        body: { code: 'RISK.GUARD_LOCKED' },
      });
      expect(await audited('risk.guard_acted')).toHaveLength(1);

      await desk.sync(session, { account: { balance: 9900, equity: 9900 }, complete: true, positions: [] });
      expect(await desk.decided(desk.signal())).toMatchObject({
        code: 'TRADING_STATE_REDUCING',
        detail: { scope: 'GUARD' },
      });
      const lift = { reason: 'money was paid in', password: PASSWORD };
      expect(await desk.person.post(`${path}/equity-guard/lift`, lift)).toMatchObject({
        status: 200,
        body: { lock: null, step: 'CLEAR' },
      });
      expect(await desk.decided(desk.signal({ client_signal_id: 'lifted' }))).toMatchObject({
        status: 'PENDING',
      });
      expect(await audited('risk.guard_lifted')).toMatchObject([{ reason: 'money was paid in' }]);
    });

    it('does not take a deposit for a profit, nor a withdrawal for a loss', async () => {
      await choose({ guard: { pack: 'own', initial_balance: 10_000, rules: [daily] } });
      const withdrawal = {
        ticket: '900',
        type: 'BALANCE',
        entry: 'NONE',
        volume: 0,
        profit: -2000,
        swap: 0,
        commission: 0,
        fee: 0,
        time: new Date(app.clock.now().getTime() + 1000).toISOString(),
      };
      app.clock.advance(2000);
      await desk.sync(session, { account: { balance: 8000, equity: 8000 }, deals: [withdrawal] });
      // 10 000 − 2 000 − 500
      expect((await desk.person.get(`${path}/equity-guard`)).body).toMatchObject({
        step: 'CLEAR',
        rules: [{ anchor: 8000, floor: 7500, used: 0 }],
      });
    });

    it.each([
      [{ pack: 'own', initial_balance: 10_000 }, 'RISK.SETTING_MISSING', '/guard/rules'],
      [
        { pack: 'own', initial_balance: 10_000, rules: [{ ...daily, reset: null }] },
        'RISK.SETTING_MISSING',
        '/guard/rules/0/reset',
      ],
      [
        {
          pack: 'own',
          initial_balance: 10_000,
          rules: [{ ...daily, reset: { time: '00:00', zone: 'Mars/Olympus' } }],
        },
        'RISK.RULE_PACK_INVALID',
        '/guard/rules/0/reset/zone',
      ],
      [
        { pack: 'ftmo-2-step', initial_balance: 10_000, rules: [daily] },
        'RISK.RULE_PACK_INVALID',
        '/guard/rules',
      ],
    ])('refuses %j', async (guard, code, pointer) => {
      expect(await desk.person.put(`${path}/risk-profile`, { ...BASIC, guard })).toMatchObject({
        status: 422,
        body: { code, errors: [{ pointer }] },
      });
    });
  });

  describe('a runaway source', () => {
    it('stays locked until a person releases it, and others trade on', async () => {
      await choose({ limits: { source_executions: { max: 1, window_seconds: 300 } } });
      await desk.decided(desk.signal({ strategy: 'loop', client_signal_id: '1' }));
      const [command] = await desk.commands(session);
      await desk.sync(session, { reports: [report(command?.order_id ?? '', 'FILLED')] });
      expect(await desk.decided(desk.signal({ strategy: 'loop', client_signal_id: '2' }))).toMatchObject({
        code: 'STRATEGY_THROTTLED',
        detail: { count: '1' },
      });
      expect((await desk.person.get(`${path}/source-locks`)).body).toMatchObject({
        data: [{ source: 'loop' }],
      });
      // the window is over; the lock is not
      await app.dataSource.query(
        `UPDATE trading_orders SET created_at = created_at - interval '1 day' WHERE account_id = $1`,
        [session.accountId],
      );
      expect(await desk.decided(desk.signal({ strategy: 'loop', client_signal_id: '3' }))).toMatchObject({
        code: 'STRATEGY_THROTTLED',
        detail: { source: 'loop' },
      });
      expect(await desk.decided(desk.signal({ strategy: 'calm', client_signal_id: '4' }))).toMatchObject({
        status: 'PENDING',
      });

      const release = { source: 'loop', reason: 'the loop is mended' };
      const other = await TradingDesk.open(app, `passer_by_${String(people)}`);
      expect((await other.person.post(`${path}/source-locks/release`, release)).status).toBe(404);
      expect((await desk.terminal.post(`${path}/source-locks/release`, release)).status).toBe(403);
      expect(await desk.person.post(`${path}/source-locks/release`, release)).toMatchObject({
        status: 200,
        body: { data: [] },
      });
      expect(await desk.decided(desk.signal({ strategy: 'loop', client_signal_id: '5' }))).toMatchObject({
        status: 'PENDING',
      });
      expect(await audited('risk.source_released')).toHaveLength(1);
    });

    it('is one, too, whose entries lie too far from the market four times in a minute', async () => {
      for (const n of [1, 2, 3, 4]) {
        // a sale at 1.05 while the market stands at 1.1; its stop is beyond both
        const prices = { signal_type: 'SELL', entry_price: 1.05, stop_loss: 1.12, take_profit: null };
        const far = { strategy: 'lost', client_signal_id: String(n), ...prices };
        await desk.decided(desk.signal(far));
      }
      expect(await desk.decided(desk.signal({ strategy: 'lost', client_signal_id: '5' }))).toMatchObject({
        code: 'STRATEGY_THROTTLED',
        detail: { source: 'lost' },
      });
    });
  });
});
