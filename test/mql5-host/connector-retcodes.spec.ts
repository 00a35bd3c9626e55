import { Bench } from './harness/bench';

const bench = new Bench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

const REFUSED = [
  10006, 10007, 10013, 10014, 10015, 10016, 10017, 10018, 10019, 10022, 10026, 10027, 10032, 10033, 10034,
  10035, 10038, 10039, 10040, 10041, 10042, 10043, 10044, 10045, 10046,
];
const AMBIGUOUS = [10011, 10012, 10023, 10028, 10031, 0, 10037, 10999];
const FRESH_PRICE = [10004, 10020, 10021];
const WAIT = [10024, 10029];

describe('a return code', () => {
  it('of every refusal ends the order: one send, REJECTED with the code', async () => {
    const ea = await bench.attach({ inputs: { MaxOpenPositions: 100 } });
    await ea.run(1000);
    await ea.outcomes(...REFUSED.map((retcode) => ({ retcode })));
    for (const retcode of REFUSED) bench.backend.give(String(retcode));
    await ea.run(3000);
    const told = bench.backend.reports.map(({ state, retcode }) => [state, retcode]);
    expect(told).toEqual(REFUSED.map((retcode) => ['REJECTED', retcode]));
    expect((await ea.state()).calls['OrderSend']).toBe(REFUSED.length);
  });

  it.each(AMBIGUOUS)('%i never sends again: executed, it is found', async (retcode) => {
    const ea = await bench.attach();
    await ea.outcomes({ retcode: retcode === 0 ? 1 : retcode, executes: true, hides_tickets: true });
    bench.backend.give('42');
    await ea.run(5000);
    expect(bench.backend.statesOf('42')).toEqual(['UNKNOWN', 'FILLED']);
    expect((await ea.state()).calls['OrderSend']).toBe(1);
  });

  it.each(AMBIGUOUS)(
    '%i never sends again: not executed, absence is told by looks half a minute apart',
    async (retcode) => {
      const ea = await bench.attach();
      await ea.outcomes({ retcode: retcode === 0 ? 1 : retcode, executes: false });
      bench.backend.give('42');
      await ea.run(75_000);
      const story = bench.backend.storyOf('42');
      expect(new Set(story.map(({ state }) => state))).toEqual(new Set(['UNKNOWN', 'NOT_FOUND']));
      expect(story.filter(({ state }) => state === 'NOT_FOUND').length).toBe(3);
      expect((await ea.state()).calls['OrderSend']).toBe(1);
    },
  );

  it('10012 that is executed a while later is found then', async () => {
    const ea = await bench.attach();
    await ea.outcomes({ retcode: 10012, executes: true, execute_after_ms: 20_000, hides_tickets: true });
    bench.backend.give('42');
    await ea.run(30_000);
    expect(bench.backend.statesOf('42')).toEqual(['UNKNOWN', 'FILLED']);
  });

  it('10008 waits for its deal', async () => {
    const ea = await bench.attach();
    await ea.outcomes({ retcode: 10008, execute_after_ms: 3000 });
    bench.backend.give('42');
    await ea.run(6000);
    expect(bench.backend.storyOf('42')).toMatchObject([
      { state: 'PLACED' },
      { state: 'FILLED', volume: 0.4 },
    ]);
  });

  it('10010 reports what was executed', async () => {
    const ea = await bench.attach();
    await ea.outcomes({ retcode: 10010, fill_fraction: 0.25 });
    bench.backend.give('42');
    await ea.run(3000);
    expect(bench.backend.storyOf('42')).toMatchObject([
      { state: 'PARTIALLY_FILLED', retcode: 10010, volume: 0.1 },
    ]);
  });

  it('10009 without its tickets is looked up in the history', async () => {
    const ea = await bench.attach();
    await ea.outcomes({ retcode: 10009, hides_tickets: true });
    bench.backend.give('42');
    await ea.run(5000);
    expect(bench.backend.statesOf('42')).toEqual(['PLACED', 'FILLED']);
  });

  it.each(FRESH_PRICE)('%i tries again at a fresh price', async (retcode) => {
    const ea = await bench.attach();
    await ea.outcomes({ retcode }, { retcode });
    bench.backend.give('42');
    await ea.run(2000);
    expect(bench.backend.statesOf('42')).toEqual(['FILLED']);
    expect((await ea.state()).calls['OrderSend']).toBe(3);
  });

  it('10004 without an end gives up when the time to live is over', async () => {
    const ea = await bench.attach();
    await ea.outcomes(...Array.from({ length: 200 }, () => ({ retcode: 10004 })));
    bench.backend.give('42', { expires_in_ms: 6000 });
    await ea.run(9000);
    expect(bench.backend.statesOf('42')).toEqual(['RECEIVED', 'EXPIRED']);
    expect((await ea.state()).positions).toEqual([]);
  });

  it.each(WAIT)('%i waits before it tries again', async (retcode) => {
    const ea = await bench.attach();
    await ea.outcomes({ retcode });
    bench.backend.give('42');
    await ea.run(500);
    expect((await ea.state()).calls['OrderSend']).toBe(1);
    await ea.run(3000);
    expect(bench.backend.statesOf('42')).toEqual(['RECEIVED', 'FILLED']);
  });

  it('leaves the other positions of a close in peace when one of them is in doubt', async () => {
    const ea = await bench.attach();
    const tickets = [await bench.byHand({ volume: 0.4 }), await bench.byHand({ volume: 0.2 })];
    await ea.outcomes({ retcode: 10012, executes: true, hides_tickets: true });
    bench.backend.giveClose(
      '43',
      tickets.map((ticket) => ({ ticket, volume: 0.2 })),
    );
    await ea.run(8000);
    expect(bench.backend.statesOf('43').at(-1)).toBe('FILLED');
    expect((await ea.state()).positions).toMatchObject([{ volume: 0.2 }]);
  });

  it('survives a broker that rewrites the comment and shuffles its news', async () => {
    const ea = await bench.attach({ broker: { shuffles: true, transaction_delay_ms: 700 } });
    await ea.broker({ symbols: [], shuffles: true, transaction_delay_ms: 700 });
    await ea.outcomes({ retcode: 10012, executes: true, hides_tickets: true, comment: 'from #1 bridge' });
    bench.backend.give('42');
    await ea.run(6000);
    expect(bench.backend.statesOf('42').at(-1)).toBe('FILLED');
  });
});
