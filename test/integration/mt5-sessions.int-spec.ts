import { type Account } from '../../src/accounts/account';
import {
  SequenceBehindError,
  SessionEndedError,
  SessionFencedError,
  SessionNotFoundError,
} from '../../src/mt5-session/mt5-session.errors';
import { type Session } from '../../src/mt5-session/session';
import { FixedClock } from '../support/fixed-clock';
import { addUsers, ALICE, BOB, TerminalRooms } from '../support/terminal-rooms';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const COUNTERS = { signalsSent: 10, signalsReceived: 5, ordersExecuted: 5, errors: 0 };
const SECOND = 1000;

describe('Mt5SessionService', () => {
  let database: TestDatabase;
  let clock: FixedClock;
  let rooms: TerminalRooms;
  /** Another process over the same database. */
  let others: TerminalRooms;
  let account: Account;

  beforeAll(async () => {
    database = await createTestDatabase();
    await addUsers(database);
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM trading_accounts; DELETE FROM events');
    clock = new FixedClock();
    rooms = new TerminalRooms(database, clock);
    others = new TerminalRooms(database, clock);
    account = await rooms.register();
    await database.dataSource.query('DELETE FROM events');
  });

  const live = (session: Session, epoch?: number): Promise<Session> =>
    rooms.sessions.requireLive(ALICE, session.id, { epoch });

  describe('open', () => {
    it('starts the first session in epoch 1', async () => {
      const { session, fenced, resumed } = await rooms.connect(account);

      expect(session).toMatchObject({ epoch: 1, status: 'ACTIVE', client: 'seed', intervalMs: 5000 });
      expect({ fenced, resumed }).toEqual({ fenced: null, resumed: false });
      expect(await rooms.news()).toEqual(['session.connected']);
    });

    it('shuts out the older of two sessions on one account', async () => {
      const older = await rooms.connect(account);
      const newer = await rooms.connect(account);

      expect(newer.session).toMatchObject({ epoch: 2, status: 'ACTIVE' });
      expect(newer.fenced).toMatchObject({ id: older.session.id, status: 'FENCED', endReason: 'SUPERSEDED' });
      await expect(live(older.session)).rejects.toThrow(SessionFencedError);
      await expect(live(newer.session)).resolves.toMatchObject({ id: newer.session.id });
      expect(await rooms.news()).toEqual(['session.connected', 'session.fenced', 'session.connected']);
    });

    it('gives the same connector its session back, in the next epoch', async () => {
      const first = await rooms.connect(account, { instanceId: 'one' });
      const again = await rooms.connect(account, { instanceId: 'one' });

      expect(again).toMatchObject({ resumed: true, fenced: null });
      expect(again.session).toMatchObject({ id: first.session.id, epoch: 2, lastSeq: '0', snapshotAt: null });
      await expect(live(again.session, 1)).rejects.toThrow(SessionFencedError);
      await expect(live(again.session, 2)).resolves.toMatchObject({ epoch: 2 });
    });

    it('lets a shut-out connector take the account back by connecting again', async () => {
      const one = await rooms.connect(account, { instanceId: 'one' });
      const two = await rooms.connect(account, { instanceId: 'two' });
      const back = await rooms.connect(account, { instanceId: 'one' });

      expect(back).toMatchObject({ resumed: true, fenced: { id: two.session.id } });
      expect(back.session).toMatchObject({ id: one.session.id, epoch: 3, status: 'ACTIVE', endedAt: null });
    });

    it('takes back no account from silence once somebody else has it', async () => {
      const silent = await rooms.connect(account);
      clock.advance(61 * SECOND);
      await rooms.sweeper.sweep();
      await rooms.sweeper.sweep();
      await rooms.connect(account);

      await expect(live(silent.session)).rejects.toThrow(SessionFencedError);
    });

    it('leaves one live session when many terminals connect at once', async () => {
      const opened = await Promise.all(
        Array.from({ length: 5 }, (_, n) => rooms.connect(account, { instanceId: `terminal-${n}` })),
      );

      expect(opened.map(({ session }) => session.epoch).sort()).toEqual([1, 2, 3, 4, 5]);
      const all = await rooms.sessions.list(ALICE, { limit: 10 });
      const byEpoch = all.toSorted((one, other) => one.epoch - other.epoch).map(({ status }) => status);
      expect(byEpoch).toEqual(['FENCED', 'FENCED', 'FENCED', 'FENCED', 'ACTIVE']);
    });

    it('leaves the sessions of other accounts alone', async () => {
      const bobs = await rooms.connect(await rooms.register(BOB));
      await rooms.connect(account);
      await expect(rooms.sessions.requireLive(BOB, bobs.session.id)).resolves.toMatchObject({
        status: 'ACTIVE',
      });
    });
  });

  describe('requireLive', () => {
    it("knows nothing of another user's session", async () => {
      const { session } = await rooms.connect(account);
      await live(session); // it is in memory now
      const asked = rooms.sessions.requireLive(BOB, session.id);
      await expect(asked).rejects.toThrow(SessionNotFoundError);
    });

    it('notices within a second that another process fenced the session', async () => {
      const { session } = await rooms.connect(account);
      await live(session);
      await others.connect(account);

      clock.advance(SECOND);
      await expect(live(session)).rejects.toThrow(SessionFencedError);
    });

    it('does not refuse from memory a session that another process just resumed', async () => {
      const { session } = await rooms.connect(account, { instanceId: 'one' });
      await live(session, 1);
      await others.connect(account, { instanceId: 'one' });

      await expect(live(session, 2)).resolves.toMatchObject({ epoch: 2 });
    });

    it('tells an ended session to connect again', async () => {
      const { session } = await rooms.connect(account);
      await rooms.sessions.disconnect(ALICE, session.id, COUNTERS);
      await expect(live(session)).rejects.toThrow(SessionEndedError);
    });
  });

  describe('silence', () => {
    const sweepAfter = async (seconds: number): Promise<void> => {
      clock.advance(seconds * SECOND);
      await rooms.sweeper.sweep();
    };
    const statusOf = async ({ id }: Session): Promise<string> =>
      (await rooms.sessions.find(ALICE, id)).status;

    it('makes a session stale after three missed intervals and over after twelve', async () => {
      const { session } = await rooms.connect(account);

      await sweepAfter(14); // 3 × 5 s = 15 s
      expect(await statusOf(session)).toBe('ACTIVE');
      await sweepAfter(1);
      expect(await statusOf(session)).toBe('STALE');
      await sweepAfter(44); // 12 × 5 s = 60 s
      expect(await statusOf(session)).toBe('STALE');
      await sweepAfter(1);
      expect(await rooms.sessions.find(ALICE, session.id)).toMatchObject({
        status: 'EXPIRED',
        endReason: 'SILENT',
      });
      expect(await rooms.news()).toEqual(['session.connected', 'session.stale', 'session.expired']);
    });

    it('is over with any call', async () => {
      const { session } = await rooms.connect(account);
      await sweepAfter(15);

      rooms.sessions.touch(await live(session));
      await rooms.heard.write();

      expect(await statusOf(session)).toBe('ACTIVE');
      expect(await rooms.news()).toEqual(['session.connected', 'session.stale', 'session.recovered']);
    });

    it('does not come over a terminal that calls', async () => {
      const { session } = await rooms.connect(account);
      clock.advance(14 * SECOND);
      rooms.sessions.touch(session);
      await rooms.heard.write();

      await sweepAfter(14);
      expect(await statusOf(session)).toBe('ACTIVE');
    });

    it('of a seed client ends when it pings again, in the next epoch', async () => {
      const { session } = await rooms.connect(account);
      await sweepAfter(60);
      await sweepAfter(0);
      expect(await statusOf(session)).toBe('EXPIRED');

      await expect(live(session)).resolves.toMatchObject({ id: session.id, status: 'ACTIVE', epoch: 2 });
    });

    it('of a connector ends when it connects again, for it has to be reconciled', async () => {
      const { session } = await rooms.connect(account, { instanceId: 'one', intervalMs: 1000 });
      await sweepAfter(12);
      await sweepAfter(0);

      await expect(live(session, 1)).rejects.toThrow(SessionEndedError);
      await expect(rooms.connect(account, { instanceId: 'one' })).resolves.toMatchObject({ resumed: true });
    });

    it('of the server is not held against the terminals', async () => {
      const { session } = await rooms.connect(account);
      clock.advance(60 * SECOND);
      rooms.sweeper.onApplicationBootstrap();

      await sweepAfter(14);
      expect(await statusOf(session)).toBe('ACTIVE');
      await sweepAfter(1);
      expect(await statusOf(session)).toBe('STALE');
    });

    it('is noticed once, however many processes look for it', async () => {
      await rooms.connect(account);
      clock.advance(15 * SECOND);
      await Promise.all([rooms.sweeper.sweep(), others.sweeper.sweep(), rooms.sweeper.sweep()]);

      expect(await rooms.news()).toEqual(['session.connected', 'session.stale']);
    });
  });

  describe('disconnect', () => {
    it('ends the session with its counters, and changes nothing the second time', async () => {
      const { session } = await rooms.connect(account);
      const ended = await rooms.sessions.disconnect(ALICE, session.id, COUNTERS);
      const again = await rooms.sessions.disconnect(ALICE, session.id, { ...COUNTERS, errors: 99 });

      expect(ended).toMatchObject({ status: 'DISCONNECTED', counters: COUNTERS, endReason: 'DISCONNECTED' });
      expect(again).toEqual(ended);
      expect(await rooms.news()).toEqual(['session.connected', 'session.disconnected']);
    });

    it('is refused after a takeover, and leaves the newer session alone', async () => {
      const older = await rooms.connect(account);
      const newer = await rooms.connect(account);

      const goodbye = rooms.sessions.disconnect(ALICE, older.session.id, COUNTERS);
      await expect(goodbye).rejects.toThrow(SessionFencedError);
      await expect(live(newer.session)).resolves.toMatchObject({ status: 'ACTIVE' });
    });

    it("knows nothing of another user's session", async () => {
      const { session } = await rooms.connect(account);
      const goodbye = rooms.sessions.disconnect(BOB, session.id, COUNTERS);
      await expect(goodbye).rejects.toThrow(SessionNotFoundError);
    });
  });

  describe('standingsOf', () => {
    const answer = (session: Session, seq: number, reply: unknown): Promise<unknown> =>
      rooms.transactions.run(async (tx) => {
        await rooms.accounts.lock(tx, [session.accountId]);
        const [standing] = await rooms.sessions.standingsOf(tx, [{ session, seq }]);
        if (standing?.kind === 'refused') throw standing.error;
        if (standing?.kind === 'answered') return standing.reply;
        rooms.sessions.rememberReplies(tx, [{ session, seq, reply, whole: false }]);
        return reply;
      });

    it('gives a repeated message its first answer', async () => {
      const { session } = await rooms.connect(account, { instanceId: 'one' });
      expect(await answer(session, 17, { ack_seq: 17, commands: [42] })).toEqual({
        ack_seq: 17,
        commands: [42],
      });
      expect(await answer(session, 17, { ack_seq: 17, commands: [] })).toEqual({
        ack_seq: 17,
        commands: [42],
      });
    });

    it('answers a message and its repetition one after the other', async () => {
      const { session } = await rooms.connect(account, { instanceId: 'one' });
      const answers = await Promise.all([1, 2, 3].map((n) => answer(session, 17, { n })));
      expect(new Set(answers.map((reply) => JSON.stringify(reply))).size).toBe(1);
    });

    it('refuses a message that was overtaken', async () => {
      const { session } = await rooms.connect(account, { instanceId: 'one' });
      await answer(session, 17, {});
      await expect(answer(session, 16, {})).rejects.toThrow(SequenceBehindError);
    });

    it('refuses a session that was fenced since it was read', async () => {
      const { session } = await rooms.connect(account, { instanceId: 'one' });
      await others.connect(account, { instanceId: 'two' });
      await expect(answer(session, 1, {})).rejects.toThrow(SessionFencedError);
    });

    it('begins anew in a new epoch', async () => {
      const { session } = await rooms.connect(account, { instanceId: 'one' });
      await answer(session, 17, { epoch: 1 });
      const again = await rooms.connect(account, { instanceId: 'one' });
      expect(await answer(again.session, 1, { epoch: 2 })).toEqual({ epoch: 2 });
    });
  });

  it('counts and finds the live sessions of the user alone', async () => {
    const { session } = await rooms.connect(account);
    await rooms.connect(await rooms.register(BOB));
    await rooms.connect(account);

    expect(await rooms.sessions.counts(ALICE)).toEqual({ active: 1, total: 2 });
    const found = await rooms.sessions.liveSessionsOf(null, [account.id]);
    expect([...found.keys()]).toEqual([account.id]);
    expect(found.get(account.id)?.id).not.toBe(session.id);
  });
});
