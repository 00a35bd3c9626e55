import { type ToldEvent } from '../platform/events/event-map';
import { TickCoalescer } from './tick-coalescer';

function tick(sessionId: string, ticket: string, profit: number): ToldEvent {
  return {
    type: 'session.stale',
    userId: 'owner',
    sessionId,
    data: { ticket, profit } as unknown as ToldEvent['data'],
    version: 1,
    recordedAt: new Date(0),
  };
}

describe('TickCoalescer', () => {
  let told: unknown[][];
  let coalescer: TickCoalescer;

  beforeEach(() => {
    jest.useFakeTimers();
    told = [];
    coalescer = new TickCoalescer((events) => told.push(events.map((event) => event.data)));
  });

  afterEach(() => {
    coalescer.stop();
    jest.useRealTimers();
  });

  it('tells the first tick at once', () => {
    coalescer.add([tick('a', '1', 10)]);
    expect(told).toEqual([[{ ticket: '1', profit: 10 }]]);
  });

  it('lets at most four groups a second through for a session', () => {
    for (let ms = 0; ms < 1_000; ms += 10) {
      coalescer.add([tick('a', '1', ms)]);
      jest.advanceTimersByTime(10);
    }
    // at 0, 250, 500, 750 and 1000 ms
    expect(told.length).toBeLessThanOrEqual(5);
  });

  it('tells the newest of several ticks about one position, and one of each position', () => {
    coalescer.add([tick('a', '1', 1)]);
    coalescer.add([tick('a', '1', 2), tick('a', '2', 5)]);
    coalescer.add([tick('a', '1', 3)]);
    jest.advanceTimersByTime(250);
    expect(told[1]).toEqual([
      { ticket: '1', profit: 3 },
      { ticket: '2', profit: 5 },
    ]);
  });

  it('does not make one session wait for another', () => {
    coalescer.add([tick('a', '1', 1)]);
    coalescer.add([tick('b', '1', 1)]);
    expect(told).toHaveLength(2);
  });
});
