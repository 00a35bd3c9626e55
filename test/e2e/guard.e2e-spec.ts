import { contract, shapeOf } from '../support/contract';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, TradingDesk } from '../support/trading-desk';

describe('the limits of an account, and the switches that stop it', () => {
  let app: TestApp;
  let desk: TradingDesk;
  let session: DeskSession;
  let path: string;

  beforeAll(async () => {
    app = await startTestApp();
    desk = await TradingDesk.open(app, 'careful');
    session = await desk.connectConnector();
    path = `/accounts/${session.accountId}/risk-profile`;
  });
  afterAll(() => app.close());

  async function audited(action: string): Promise<number> {
    const [row] = await app.dataSource.query<{ count: string }[]>(
      'SELECT count(*) FROM audit_log WHERE action = $1',
      [action],
    );
    return Number(row?.count);
  }

  it('begin with the defaults', async () => {
    expect((await desk.person.get(path)).body).toEqual({
      ...contract('guard/risk-profile.response'),
      account_id: session.accountId,
      updated_at: null,
    });
  });

  it('are chosen by a person, under the ceilings, and audited', async () => {
    const limits = { risk_percent: 1.5, max_open_positions: 3, opening_ttl_seconds: 60 };
    const chosen = await desk.person.put(path, limits);
    expect(chosen).toMatchObject({ status: 200, body: limits });
    expect(shapeOf(chosen.body)).toEqual(shapeOf(contract('guard/risk-profile.response')));
    expect((await desk.person.get(path)).body).toEqual(chosen.body);
    expect(await audited('risk.limits_chosen')).toBe(1);
    expect((await desk.terminal.put(path, limits)).status).toBe(403);
  });

  it.each([
    [{ risk_percent: 10.01 }, '/risk_percent'],
    [{ risk_percent: 0 }, '/risk_percent'],
    [{ max_open_positions: 101 }, '/max_open_positions'],
    [{ opening_ttl_seconds: 0 }, '/opening_ttl_seconds'],
    [{ opening_ttl_seconds: 3601 }, '/opening_ttl_seconds'],
  ])('refuse %j', async (change, pointer) => {
    const answer = await desk.person.put(path, { ...contract('guard/risk-profile.request'), ...change });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  it('stop one account and let it go on, with a reason', async () => {
    const kill = { ...contract('guard/kill.request'), account_id: session.accountId };
    const killed = await desk.person.post('/risk/kill', kill);
    expect(shapeOf(killed.body)).toEqual(shapeOf(contract('guard/killed.response')));
    expect(await desk.decided(desk.signal())).toMatchObject({
      status: 'REJECTED',
      code: 'TRADING_HALTED',
    });
    const state = await desk.person.get('/risk/state');
    expect(shapeOf(state.body)).toEqual(shapeOf(contract('guard/state.response')));
    expect(state.body).toMatchObject({ state: 'ACTIVE', switches: [{ state: 'HALTED' }] });
    expect((await desk.person.post('/risk/kill', { reason: '' })).status).toBe(422);

    await desk.person.post('/risk/resume', {
      ...contract('guard/resume.request'),
      account_id: session.accountId,
    });
    expect(await desk.decided(desk.signal({ client_signal_id: 'again' }))).toMatchObject({
      status: 'PENDING',
    });
    expect([await audited('risk.trading_stopped'), await audited('risk.trading_resumed')]).toEqual([1, 1]);
  });
});
