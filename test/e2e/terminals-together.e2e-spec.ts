import { Client } from 'pg';
import { type Answer, type Json } from '../support/api-client';
import { StatementRecorder } from '../support/recorded-statements';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, TradingDesk } from '../support/trading-desk';

const TERMINALS = 8;

describe('terminals that call at the same moment', () => {
  let app: TestApp;
  let desk: TradingDesk;
  let sessions: DeskSession[];

  beforeAll(async () => {
    app = await startTestApp();
    desk = await TradingDesk.open(app, 'crowd');
    sessions = [];
    for (let number = 0; number < TERMINALS; number += 1) {
      sessions.push(
        await desk.connectConnector({
          account_number: `7000${number}`,
          instance_id: `terminal-number-${number}`,
        }),
      );
    }
  });

  afterAll(() => app.close());

  const call = (session: DeskSession, change: Json = {}): Promise<Answer> => desk.trySync(session, change);
  const statuses = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status);

  /** Holds the account's row as a decision would, until it is let go. */
  async function holding({ accountId }: DeskSession, work: () => Promise<void>): Promise<void> {
    const other = new Client({ connectionString: app.databaseUrl });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT 1 FROM trading_accounts WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
      await work();
    } finally {
      await other.end();
    }
  }

  it('share transactions, and each hears of its own account alone', async () => {
    const recorder = new StatementRecorder();
    const answers = await Promise.all(
      sessions.map((session, index) =>
        call(session, { complete: true, positions: [position(String(100 + index), { profit: index })] }),
      ),
    );
    recorder.stop();

    expect(statuses(answers)).toEqual(sessions.map(() => 200));
    expect(answers.map(({ body }) => body['ack_seq'])).toEqual(sessions.map(({ seq }) => seq));
    const written = recorder.take().filter(({ text }) => text.includes('last_seq = a.seq'));
    expect(written.length).toBeGreaterThan(0);
    expect(written.length).toBeLessThan(TERMINALS);
    const open = (await desk.person.get('/trading/positions')).body['data'] as Json[];
    const byAccount = new Map(open.map((one) => [one['account_id'], one['ticket']]));
    sessions.forEach(({ accountId }, index) => {
      expect(byAccount.get(accountId)).toBe(String(100 + index));
    });
  });

  it('are answered alike when one of them says the same twice', async () => {
    const [talker] = sessions as [DeskSession];
    const first = call(talker);
    talker.seq -= 1;
    const answers = await Promise.all([first, call(talker), ...sessions.slice(1).map((one) => call(one))]);

    expect(statuses(answers)).toEqual([200, 200, ...sessions.slice(1).map(() => 200)]);
    expect(answers[1].body).toEqual(answers[0].body);
  });

  it('are answered although one of them was overtaken by its own later message', async () => {
    const [late] = sessions as [DeskSession];
    late.seq -= 2;
    const [refused, ...others] = await Promise.all(sessions.map((session) => call(session)));
    late.seq += 2;

    expect(refused).toMatchObject({ status: 409, body: { code: 'MT5_SESSION.SEQUENCE_BEHIND' } });
    expect(statuses(others)).toEqual(others.map(() => 200));
  });

  it('do not wait for one whose account somebody else holds', async () => {
    const [held, ...free] = sessions as [DeskSession, ...DeskSession[]];
    let waiting: Promise<Answer> | undefined;
    await holding(held, async () => {
      waiting = call(held);
      expect(statuses(await Promise.all(free.map((session) => call(session))))).toEqual(free.map(() => 200));
    });
    expect((await waiting)?.status).toBe(200);
  });

  it('lose nothing when the database refuses what one of them says', async () => {
    const [broken, ...others] = sessions as [DeskSession, ...DeskSession[]];
    await app.dataSource.query(`
      CREATE FUNCTION refuse_position() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '23514'; END $$;
      CREATE TRIGGER refuse_position BEFORE INSERT ON trading_positions
        FOR EACH ROW WHEN (NEW.ticket = 666) EXECUTE FUNCTION refuse_position()`);
    const list = (ticket: string): Json => ({ complete: true, positions: [position(ticket)] });
    const [refused, ...answers] = await Promise.all([
      call(broken, list('666')),
      ...others.map((session) => call(session, list('777'))),
    ]);

    expect(refused.status).toBe(500);
    expect(statuses(answers)).toEqual(others.map(() => 200));
    const open = (await desk.person.get('/trading/positions')).body['data'] as Json[];
    const told = open.filter(({ ticket }) => ticket === '777').map((one) => one['account_id']);
    expect(new Set(told)).toEqual(new Set(others.map(({ accountId }) => accountId)));
  });
});
