import { AccountsService } from '../../src/accounts/accounts.service';
import { Mt5SessionService } from '../../src/mt5-session/mt5-session.service';
import { SEED_INTERVAL_MS } from '../../src/mt5-session/session';
import { Transactions } from '../../src/platform/database/transactions';
import { ApiClient, type Answer, type Json } from '../support/api-client';
import { contract, shapeOf } from '../support/contract';
import { makeApiToken, type Person, registerPerson } from '../support/people';
import { FACTS } from '../support/terminal-rooms';
import { startTestApp, type TestApp } from '../support/test-app';

const UNKNOWN_ID = '99999999-9999-4999-8999-999999999999';

describe('what a terminal reports over HTTP', () => {
  let app: TestApp;
  let alice: Person;
  let bob: Person;
  let terminal: ApiClient;
  let sessionId: string;

  beforeAll(async () => {
    app = await startTestApp();
    const anybody = new ApiClient(app.url);
    alice = await registerPerson(anybody, 'alice');
    bob = await registerPerson(anybody, 'bob_the_trader');
    terminal = (await makeApiToken(alice, ['terminal'])).api;
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    sessionId = await connect(alice);
  });

  /** Connects a seed client to the person's account, and shuts out the one of the test before. */
  async function connect({ id: userId }: Person): Promise<string> {
    const [accounts, sessions] = [app.app.get(AccountsService), app.app.get(Mt5SessionService)];
    return app.app.get(Transactions).run(async (tx) => {
      const account = await accounts.register(tx, userId, {
        ...FACTS,
        server: 'ICMarkets-Demo',
        leverage: 100,
      });
      const { session } = await sessions.open(tx, {
        userId,
        accountId: account.id,
        accountNumber: account.accountNumber,
        broker: account.broker,
        client: 'seed',
        intervalMs: SEED_INTERVAL_MS,
      });
      return session.id;
    });
  }

  /** The product document's own body, of this session. */
  const printed = (message: string, changes: Json = {}): Json => ({
    ...contract(message),
    session_id: sessionId,
    ...changes,
  });
  const position = (changes: Json = {}): Json => ({
    ...(contract('positions/update.request')['positions'] as Json[])[0],
    ...changes,
  });
  const rowsOf = ({ body }: Answer): Json[] => body['data'] as Json[];

  describe('POST /mt5/account/update', () => {
    it('takes the body of the product document, and GET /mt5/account/{session_id} shows it', async () => {
      const updated = await terminal.post('/mt5/account/update', printed('mt5/account-update.request'));
      expect(updated.status).toBe(200);
      expect(updated.body).toEqual({
        session_id: sessionId,
        applied: true,
        server_time: app.clock.now().toISOString(),
      });

      const shown = await terminal.get(`/mt5/account/${sessionId}`);
      expect(shown.status).toBe(200);
      expect(shown.body).toMatchObject({
        session_id: sessionId,
        account_number: '12345678',
        server: 'ICMarkets-Demo',
        balance: 10050,
        equity: 10070,
        margin: 100,
        margin_free: 9970,
        margin_level: 10070,
        profit: 20,
      });
      const fields = Object.keys(contract('mt5/account.response')).sort();
      expect(Object.keys(shown.body).sort()).toEqual(fields);
    });

    it('keeps a late report as history only', async () => {
      const now = printed('mt5/account-update.request', { timestamp: '2025-10-23T10:00:10Z' });
      await terminal.post('/mt5/account/update', now);
      const late = await terminal.post('/mt5/account/update', {
        ...now,
        equity: 1,
        timestamp: '2025-10-23T10:00:05Z',
      });

      expect(late.body).toMatchObject({ applied: false });
      expect((await terminal.get(`/mt5/account/${sessionId}`)).body).toMatchObject({ equity: 10070 });
    });

    it('rounds what MetaTrader computed in doubles', async () => {
      const noisy = printed('mt5/account-update.request', { margin_level: 2290.909090909091 });
      expect((await terminal.post('/mt5/account/update', noisy)).status).toBe(200);
      expect((await terminal.get(`/mt5/account/${sessionId}`)).body).toMatchObject({
        margin_level: 2290.90909091,
      });
    });

    it.each([
      ['/balance', { balance: 1e13 }],
      ['/equity', { equity: '1e400' }],
      ['/equity', { equity: null }],
      ['/session_id', { session_id: 'uuid' }],
      ['/timestamp', { timestamp: '2025-10-23T10:00:00' }],
      ['/leverage', { leverage: 100 }],
    ])('names the field %s when it is wrong or unknown', async (pointer, changes) => {
      const refused = await terminal.post(
        '/mt5/account/update',
        printed('mt5/account-update.request', changes),
      );
      expect(refused.status).toBe(422);
      expect((refused.body['errors'] as Json[]).map((error) => error['pointer'])).toEqual([pointer]);
    });
  });

  describe('POST /mt5/symbols', () => {
    it('stores the specifications of the contract, twice the same', async () => {
      for (let turn = 1; turn <= 2; turn += 1) {
        const stored = await terminal.post('/mt5/symbols', printed('mt5/symbols.request'));
        expect(stored.status).toBe(200);
        expect(stored.body).toMatchObject({ session_id: sessionId, stored: 1 });
        expect(shapeOf(stored.body)).toEqual(shapeOf(contract('mt5/symbols.response')));
      }
    });

    it.each([
      ['/symbols/0/tick_size', { tick_size: 0 }],
      ['/symbols/0/volume_step', { volume_step: 0 }],
      ['/symbols/0/tick_value_loss', { tick_value_loss: -1 }],
      ['/symbols/0/calc_mode', { calc_mode: "FOREX'; --" }],
      ['/symbols/0/filling_modes', { filling_modes: 'FOK' }],
      ['/symbols/0/symbol', { symbol: 'EUR\tUSD' }],
    ])('names the field %s when it is wrong', async (pointer, changes) => {
      const [symbol] = contract('mt5/symbols.request')['symbols'] as Json[];
      const refused = await terminal.post('/mt5/symbols', {
        session_id: sessionId,
        symbols: [{ ...symbol, ...changes }],
      });
      expect(refused.status).toBe(422);
      expect((refused.body['errors'] as Json[]).map((error) => error['pointer'])).toEqual([pointer]);
    });
  });

  describe('POST /trading/positions/update', () => {
    const list = (): Promise<Answer> => terminal.get(`/trading/positions?session_id=${sessionId}`);
    /** Closes what the test before left open. */
    const clear = (): Promise<Answer> =>
      terminal.post('/trading/positions/update', { session_id: sessionId, positions: [] });

    beforeEach(clear);

    it('takes the body of the product document, and GET /trading/positions shows it', async () => {
      const body = printed('positions/update.request');
      const updated = await terminal.post('/trading/positions/update', body);
      expect(updated.status).toBe(200);
      expect(updated.body).toMatchObject({ applied: true, opened: 1, changed: 0, closed: 0 });
      expect(shapeOf(updated.body)).toEqual(shapeOf(contract('positions/update.response')));

      const listed = await list();
      expect(listed.status).toBe(200);
      expect(rowsOf(listed)).toMatchObject([
        { ticket: '123456789', type: 'BUY', volume: 0.1, open_price: 1.1, sl: 1.095, tp: 1.11, profit: 20 },
      ]);
      expect(shapeOf(listed.body)).toEqual(shapeOf(contract('positions/list.response')));
    });

    it('changes nothing when the same message comes twice', async () => {
      const body = printed('positions/update.request');
      await terminal.post('/trading/positions/update', body);
      const again = await terminal.post('/trading/positions/update', body);
      expect(again.body).toMatchObject({ applied: true, opened: 0, changed: 0, closed: 0 });
    });

    it('does not apply a list that comes late', async () => {
      await terminal.post('/trading/positions/update', printed('positions/update.request'));
      const late = printed('positions/update.request', { positions: [], timestamp: '2025-10-23T09:59:55Z' });
      expect((await terminal.post('/trading/positions/update', late)).body).toMatchObject({ applied: false });
      expect(rowsOf(await list())).toHaveLength(1);
    });

    it.each([
      ['says so', { complete: false }],
      ['has fewer positions than the terminal', { positions_total: 1 }],
    ])('closes nothing when the list %s', async (_, changes) => {
      await terminal.post('/trading/positions/update', printed('positions/update.request'));
      const partial = { session_id: sessionId, positions: [], ...changes };
      expect((await terminal.post('/trading/positions/update', partial)).body).toMatchObject({ closed: 0 });
      expect(rowsOf(await list())).toHaveLength(1);
    });

    it('closes what is missing; closed positions are listed for ever', async () => {
      await terminal.post('/trading/positions/update', printed('positions/update.request'));
      expect((await clear()).body).toMatchObject({ closed: 1 });
      expect(rowsOf(await list())).toEqual([]);

      const closed = await terminal.get(`/trading/positions?session_id=${sessionId}&status=CLOSED`);
      expect(rowsOf(closed)).toMatchObject([
        { ticket: '123456789', status: 'CLOSED', close_time: app.clock.now().toISOString() },
      ]);
    });

    it('reads a stop at 0 as none, as MetaTrader means it', async () => {
      const body = printed('positions/update.request', { positions: [position({ sl: 0, tp: 0.0 })] });
      await terminal.post('/trading/positions/update', body);
      expect(rowsOf(await list())).toMatchObject([{ sl: null, tp: null }]);
    });

    it('reads 007 and 7 as one ticket', async () => {
      for (const ticket of ['007', '7', 7]) {
        await terminal.post('/trading/positions/update', {
          session_id: sessionId,
          positions: [position({ ticket })],
        });
      }
      expect(rowsOf(await list())).toMatchObject([{ ticket: '7', identifier: '7' }]);
    });

    it.each([
      ['/positions/0/volume', { volume: 0 }],
      ['/positions/0/open_price', { open_price: -1 }],
      ['/positions/0/type', { type: 'HOLD' }],
      ['/positions/0/ticket', { ticket: '12a' }],
      ['/positions/0/open_time', { open_time: '2025-02-30T10:00:00Z' }],
      ['/positions/0/volum', { volum: 1 }],
    ])('names the field %s when it is wrong or unknown', async (pointer, changes) => {
      const refused = await terminal.post('/trading/positions/update', {
        session_id: sessionId,
        positions: [position(changes)],
      });
      expect(refused.status).toBe(422);
      expect((refused.body['errors'] as Json[]).map((error) => error['pointer'])).toEqual([pointer]);
    });

    it('pages through the list', async () => {
      const positions = ['1', '2', '3'].map((ticket) => position({ ticket }));
      await terminal.post('/trading/positions/update', { session_id: sessionId, positions });

      const first = await terminal.get(`/trading/positions?session_id=${sessionId}&limit=2`);
      const cursor = String(first.body['next_cursor']);
      const second = await terminal.get(
        `/trading/positions?session_id=${sessionId}&limit=2&cursor=${cursor}`,
      );
      expect([...rowsOf(first), ...rowsOf(second)].map((row) => row['ticket'])).toEqual(['3', '2', '1']);
      expect(second.body['next_cursor']).toBeNull();
    });
  });

  describe('POST /trading/deals', () => {
    it('keeps the deals of the contract once, and GET /trading/history shows them', async () => {
      const first = await terminal.post('/trading/deals', printed('positions/deals.request'));
      expect(first.status).toBe(200);
      expect(first.body).toEqual({ ...contract('positions/deals.response'), session_id: sessionId });
      const again = await terminal.post('/trading/deals', printed('positions/deals.request'));
      expect(again.body).toMatchObject({ stored: 0, known: 1, last_deal_ticket: '987654321' });

      const history = await terminal.get(`/trading/history?session_id=${sessionId}&symbol=EURUSD`);
      expect(history.status).toBe(200);
      const [told] = contract('positions/deals.request')['deals'] as Json[];
      expect(rowsOf(history)).toMatchObject([
        {
          ticket: told?.['ticket'],
          position: told?.['position'],
          price: 1.1,
          time: '2025-10-23T10:00:01.000Z',
        },
      ]);
      expect(shapeOf(history.body)).toEqual(shapeOf(contract('positions/history.response')));
    });

    it('takes them from a session that was shut out: they are evidence', async () => {
      const old = sessionId;
      await connect(alice);
      const late = await terminal.post(
        '/trading/deals',
        printed('positions/deals.request', { session_id: old }),
      );
      expect(late.status).toBe(200);
    });
  });

  describe('POST /mt5/disconnect', () => {
    it('takes the body of the product document, also twice, and GET /mt5/sessions shows the end', async () => {
      for (let turn = 1; turn <= 2; turn += 1) {
        const ended = await terminal.post('/mt5/disconnect', printed('mt5/disconnect.request'));
        expect(ended.status).toBe(200);
        expect(ended.body).toEqual({
          session_id: sessionId,
          status: 'DISCONNECTED',
          server_time: app.clock.now().toISOString(),
        });
      }

      const listed = await terminal.get('/mt5/sessions?status=DISCONNECTED');
      expect(rowsOf(listed)).toMatchObject([
        {
          session_id: sessionId,
          end_reason: 'DISCONNECTED',
          counters: {
            total_signals_sent: 10,
            total_signals_received: 5,
            total_orders_executed: 5,
            total_errors: 0,
          },
        },
      ]);
    });

    it('ends the session for every other call', async () => {
      await terminal.post('/mt5/disconnect', printed('mt5/disconnect.request'));
      const refused = await terminal.post('/mt5/account/update', printed('mt5/account-update.request'));
      expect(refused.status).toBe(409);
      expect(refused.headers['x-error-code']).toBe('MT5_SESSION.ENDED');
    });
  });

  describe('GET /mt5/sessions', () => {
    it('lists sessions in the form of the contract, the newest first, page by page', async () => {
      app.clock.advance(1000);
      const older = await connect(alice);
      app.clock.advance(1000);
      const newest = await connect(alice);
      const first = await terminal.get('/mt5/sessions?limit=1');
      expect(rowsOf(first)).toMatchObject([{ session_id: newest, status: 'ACTIVE', client: 'seed' }]);
      const fields = Object.keys((contract('mt5/sessions.response')['data'] as Json[])[0] ?? {}).sort();
      expect(Object.keys(rowsOf(first)[0] ?? {}).sort()).toEqual(fields);

      const second = await terminal.get(`/mt5/sessions?limit=1&cursor=${String(first.body['next_cursor'])}`);
      expect(rowsOf(second)).toMatchObject([{ session_id: older, status: 'FENCED' }]);
    });

    it('refuses a filter that it does not know', async () => {
      expect((await terminal.get('/mt5/sessions?stauts=ACTIVE')).status).toBe(422);
      expect((await terminal.get('/mt5/sessions?status=SLEEPING')).status).toBe(422);
    });
  });

  describe('a session that was shut out', () => {
    it.each([
      ['/mt5/account/update', 'mt5/account-update.request'],
      ['/mt5/symbols', 'mt5/symbols.request'],
      ['/trading/positions/update', 'positions/update.request'],
      ['/mt5/disconnect', 'mt5/disconnect.request'],
    ])('is refused at POST %s', async (path, message) => {
      const body = printed(message);
      await connect(alice);
      const refused = await terminal.post(path, body);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({ code: 'SESSION_FENCED' });
    });
  });

  describe("another user's session", () => {
    const calls = [
      ['POST', '/mt5/account/update', 'mt5/account-update.request'],
      ['POST', '/mt5/symbols', 'mt5/symbols.request'],
      ['POST', '/mt5/disconnect', 'mt5/disconnect.request'],
      ['POST', '/trading/positions/update', 'positions/update.request'],
      ['POST', '/trading/deals', 'positions/deals.request'],
      ['GET', '/mt5/account/{id}', null],
      ['GET', '/trading/positions?session_id={id}', null],
      ['GET', '/trading/history?session_id={id}', null],
    ] as const;

    it.each(calls)('%s %s answers as for an unknown id', async (method, path, message) => {
      const ask = (api: ApiClient, id: string): Promise<Answer> =>
        api.call(
          method,
          path.replace('{id}', id),
          message === null ? {} : { body: printed(message, { session_id: id }) },
        );
      const foreign = await ask(bob.api, sessionId);
      const unknown = await ask(bob.api, UNKNOWN_ID);

      expect(foreign.status).toBe(404);
      const withoutIds = ({ text }: Answer, id: string): string =>
        text.replaceAll(id, 'ID').replace(/"request_id":"[^"]*"/, '');
      expect(withoutIds(foreign, sessionId)).toBe(withoutIds(unknown, UNKNOWN_ID));
    });

    it('is in none of their lists', async () => {
      await terminal.post('/trading/positions/update', printed('positions/update.request'));
      for (const path of ['/mt5/sessions', '/trading/positions', '/trading/history']) {
        expect((await bob.api.get(path)).body).toEqual({ data: [], next_cursor: null });
      }
    });
  });

  it('asks for the scope: a token that may only read reports nothing', async () => {
    const reader = (await makeApiToken(alice, ['read'])).api;
    const refused = await reader.post('/mt5/account/update', printed('mt5/account-update.request'));
    expect(refused.status).toBe(403);
    expect((await reader.get(`/mt5/account/${sessionId}`)).status).toBe(200);
    expect((await new ApiClient(app.url).get(`/mt5/account/${sessionId}`)).status).toBe(401);
  });

  it('counts connected terminals and open positions for Prometheus', async () => {
    await terminal.post('/trading/positions/update', printed('positions/update.request'));
    app.clock.advance(7000);
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toMatch(/^rubi_mt5_sessions_active 1$/m);
    expect(metrics).toMatch(/^rubi_positions_open 1$/m);
    expect(Number(/^rubi_mt5_ping_age_seconds (\S+)$/m.exec(metrics)?.[1])).toBeGreaterThanOrEqual(7);
  });
});
