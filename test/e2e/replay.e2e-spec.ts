import * as fc from 'fast-check';
import { KeepDecisionsShort20251201000000 } from '../../migrations/20251201000000-keep-decisions-short';
import { judge } from '../../src/orders/decision/decide-opening';
import { type LedgerOfVersion2, readLedgerOfVersion2 } from '../../src/orders/decision/written-ledger';
import { type Json } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, TradingDesk } from '../support/trading-desk';

const BASIC = { risk_percent: 2, max_open_positions: 5, opening_ttl_seconds: 30 };

describe('a decision is explained, and made again', () => {
  let app: TestApp;
  let desk: TradingDesk;
  let session: DeskSession;
  let people = 0;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    people += 1;
    desk = await TradingDesk.open(app, `replay_${String(people)}`);
    session = await desk.connectConnector();
  });

  async function choose(profile: Json, accountId = session.accountId): Promise<void> {
    const chosen = await desk.person.put(`/accounts/${accountId}/risk-profile`, { ...BASIC, ...profile });
    expect(chosen).toMatchObject({ status: 200 });
  }

  async function replay(signalId: unknown, query = ''): Promise<Json[]> {
    const answer = await desk.person.get(`/trading/signals/${String(signalId)}/replay${query}`);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body['data'] as Json[];
  }

  it('comes out as it was, and otherwise under another profile', async () => {
    const { signal_id: signal } = await desk.decided(desk.signal({ volume: null }));
    expect(await replay(signal)).toMatchObject([
      { account_id: session.accountId, original: { volume: 0.4 }, replayed: { volume: 0.4 }, same: true },
    ]);

    await choose({ risk_percent: 1 });
    // 1 % of 10 000 = 100; 100 ÷ 500 = 0.2
    expect(await replay(signal, '?profile=current')).toMatchObject([
      { original: { outcome: 'ORDERED', volume: 0.4 }, replayed: { volume: 0.2 }, same: false },
    ]);
    expect(await replay(signal, '?profile=default')).toMatchObject([
      { replayed: { volume: 0.4 }, same: true },
    ]);
    expect(await replay(signal)).toMatchObject([{ replayed: { volume: 0.4 }, same: true }]);

    await choose({ limits: { symbols: ['GBPUSD'] } });
    const [refused] = await replay(signal, '?profile=current&lang=fr');
    expect(refused).toMatchObject({
      replayed: {
        outcome: 'DENIED',
        code: 'SYMBOL_NOT_ALLOWED',
        message: 'EURUSD n’est pas dans la liste de symboles du compte',
        volume: null,
      },
    });
  });

  it('is made under the profile of another account of the same owner, and of nobody else’s', async () => {
    const other = await desk.connectConnector({ account_number: '2', instance_id: 'another-installation' });
    await choose({ risk_percent: 0.5 }, other.accountId);
    const { signal_id: signal } = await desk.decided(desk.signal({ volume: null, session_id: session.id }));
    // 0.5 % of 10 000 = 50; 50 ÷ 500 = 0.1
    expect(await replay(signal, `?profile=${other.accountId}`)).toMatchObject([
      { replayed: { volume: 0.1 } },
    ]);

    const stranger = await TradingDesk.open(app, `replay_stranger_${String(people)}`);
    const { accountId } = await stranger.connectConnector();
    const path = `/trading/signals/${String(signal)}/replay`;
    expect(await desk.person.get(`${path}?profile=${accountId}`)).toMatchObject({ status: 404 });
    expect(await stranger.person.get(path)).toMatchObject({
      status: 404,
      body: { code: 'SIGNAL.NOT_FOUND' },
    });
    expect(await desk.person.get(`${path}?profile=mine`)).toMatchObject({ status: 422 });
  });

  it('is kept beside what other decisions were made from, too, and stays when that changes', async () => {
    const documents = async (): Promise<number> => {
      const [row]: { documents: number }[] = await app.dataSource.query(
        `SELECT count(*)::int AS documents FROM decision_documents d JOIN trading_accounts a ON a.user_id = d.user_id
         WHERE a.id = $1`,
        [session.accountId],
      );
      return row?.documents ?? 0;
    };
    const { signal_id: first } = await desk.decided(desk.signal({ volume: null }));
    await desk.decided(desk.signal({ volume: null, client_signal_id: 'second' }));
    // the profile, and the contract
    expect(await documents()).toBe(2);
    await choose({ risk_percent: 1 });
    await desk.decided(desk.signal({ volume: null, client_signal_id: 'third' }));
    expect(await documents()).toBe(3);
    expect(await replay(first)).toMatchObject([{ replayed: { volume: 0.4 }, same: true }]);
  });

  it('is whole again, as it was kept before, when the migration that shortened it is taken back', async () => {
    const { signal_id: signal } = await desk.decided(desk.signal({ volume: null }));
    const runner = app.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query('SET LOCAL lock_timeout = 0');
      await runner.query('SET LOCAL statement_timeout = 0');
      await new KeepDecisionsShort20251201000000().down(runner);
      const rows = (await runner.query('SELECT ledger FROM signal_decisions WHERE signal_id = $1', [
        signal,
      ])) as {
        ledger: LedgerOfVersion2;
      }[];
      const [row] = rows;
      if (!row) throw new Error('The decision is gone');
      const { inputs, rules, steps, volume } = readLedgerOfVersion2(row.ledger);
      if (!inputs) throw new Error('The decision has lost its inputs');
      const { check } = judge(inputs.observed, inputs.profile);
      expect(rules).toEqual(check.verdicts.map((verdict) => ({ ...verdict, name: verdict.rule })));
      expect(check).toMatchObject({ outcome: 'passed', sizing: { ledger: steps } });
      expect(volume).toBe('0.4');
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });

  it('has nothing to make again of a close', async () => {
    await desk.sync(session, { complete: true, positions: [position('1')] });
    const { signal_id: signal } = await desk.decided(desk.close());
    expect(await replay(signal)).toEqual([]);
  });

  it('is told in French to those who ask for it, accepted or refused', async () => {
    const { signal_id: taken } = await desk.decided(desk.signal({ volume: null }));
    const inFrench = { headers: { 'Accept-Language': 'fr-FR,fr;q=0.9,en;q=0.5' } };
    const told = (await desk.person.get(`/trading/signals/${String(taken)}`, inFrench)).body;
    const [decision] = told['decisions'] as Json[];
    expect(decision?.['message']).toMatch(/^2 % de 10\s000 USD = 200 USD ; 500 ticks × 1 USD → 0,40 lot/);

    const { signal_id: refused } = await desk.decided(
      desk.signal({ stop_loss: 0.6, client_signal_id: 'tiny' }),
    );
    const path = `/trading/signals/${String(refused)}`;
    const english = (await desk.person.get(path)).body;
    const french = (await desk.person.get(`${path}?lang=fr`)).body;
    expect(french).toMatchObject({ code: english['code'], detail: english['detail'] });
    expect(english['message']).toContain('allow 0.004 lots; the minimum of 0.01 lots');
    expect(french['message']).toContain('le minimum de');
    expect(french['message']).not.toEqual(english['message']);
  });

  it('is the same to the last digit for whatever was stored: profiles, books and signals at random', async () => {
    const money = fc.integer({ min: 1, max: 999_999 }).map((cents) => cents / 100);
    const cases = fc.record({
      profile: fc.record({
        risk_percent: fc.integer({ min: 1, max: 1000 }).map((hundredths) => hundredths / 100),
        max_open_positions: fc.integer({ min: 1, max: 5 }),
        opening_ttl_seconds: fc.constant(30),
        sizing: fc.record({
          mode: fc.oneof(
            fc.boolean().map((after) => ({ kind: 'PERCENT', after_open_risk: after })),
            money.map((amount) => ({ kind: 'FIXED_MONEY', money: amount })),
            fc.constant({ kind: 'SOURCE_EQUITY_RATIO' }),
          ),
          base: fc.constantFrom('MIN', 'BALANCE', 'EQUITY'),
          headroom_share: fc.constantFrom(0.3, 1),
        }),
      }),
      account: fc.record({ balance: money, equity: money, margin_free: money }),
      held: fc.array(
        fc.record({ volume: fc.constantFrom(0.01, 0.3), sl: fc.constantFrom(1.095, 1.0999, null) }),
        {
          maxLength: 3,
        },
      ),
      signal: fc.record({
        entry_price: fc.constantFrom(1.1, 1.0987, 1.2, null),
        stop_loss: fc.constantFrom(1.095, 1.09987, 1.05, 1.3, null),
        take_profit: fc.constantFrom(1.11, null),
        volume: fc.constantFrom(0.1, 0.01, 7.77, null),
        confidence: fc.constantFrom(0.33, null),
      }),
    });
    let drawn = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ profile, account, held, signal }) => {
        drawn += 1;
        app.clock.advance(1500);
        await choose(profile);
        const positions = held.map((one, index) => position(String(drawn * 10 + index), one));
        await desk.sync(session, { account, complete: true, positions });
        const own = { ...signal, client_signal_id: `random-${String(drawn)}` };
        const { signal_id: signalId } = await desk.decided(desk.signal(own));
        expect(await replay(signalId)).toMatchObject([{ same: true }]);
      }),
      { numRuns: 25 },
    );
  });
});
