import { type EventLog, type LoggedEvent } from '../platform/events/event-log';
import { type EventPosition, isAfter } from '../platform/events/event-position';
import { type Envelope } from './envelope';
import { Follower } from './follower';

const OWNER = 'owner';

function event(id: number, sessionId: string | null = null): LoggedEvent {
  return {
    position: { xact: BigInt(id), id: BigInt(id) },
    type: 'session.stale',
    userId: OWNER,
    sessionId,
    data: {} as LoggedEvent['data'],
    version: 1,
    recordedAt: new Date(0),
  };
}

/** A log that is read page by page, and in which something may happen while it is read. */
function logOf(events: LoggedEvent[], whileReading: () => void = () => undefined): EventLog {
  return {
    readAfter: (position: EventPosition, { limit }: { limit: number }) => {
      const page = events.filter((each) => isAfter(each.position, position)).slice(0, limit);
      whileReading();
      return Promise.resolve(page);
    },
  } as unknown as EventLog;
}

function clientAt(
  position: number,
  interest: { sessionId?: string } = {},
): {
  follower: Follower;
  seen: (string | null)[];
  line: { slow: boolean; cut: string[] };
} {
  const seen: (string | null)[] = [];
  const line = { slow: false, cut: [] as string[] };
  const follower = new Follower(
    { userId: OWNER, ...interest },
    { xact: BigInt(position), id: BigInt(position) },
    {
      send: (envelope: Envelope) => {
        if (line.slow) return false;
        seen.push(envelope.id);
        return true;
      },
      cut: (reason) => line.cut.push(reason),
    },
  );
  return { follower, seen, line };
}

describe('Follower', () => {
  it('sends what was missed first, then what comes', async () => {
    const { follower, seen } = clientAt(1);
    await follower.catchUp(logOf([event(1), event(2), event(3)]));
    follower.offer(event(4));
    expect(seen).toEqual(['2-2', '3-3', '4-4']);
  });

  it('sends an event once that is both in the log and announced while the log is read', async () => {
    const { follower, seen } = clientAt(0);
    const events = [event(1), event(2)];
    await follower.catchUp(
      logOf(events, () => {
        follower.offer(event(2));
        follower.offer(event(3));
      }),
    );
    expect(seen).toEqual(['1-1', '2-2', '3-3']);
  });

  it('goes back to the log when more is announced meanwhile than it keeps', async () => {
    const { follower, seen } = clientAt(0);
    const events = [event(1)];
    let first = true;
    await follower.catchUp(
      logOf(events, () => {
        if (!first) return;
        first = false;
        for (let id = 2; id <= 2_500; id += 1) {
          events.push(event(id));
          follower.offer(event(id));
        }
      }),
    );
    expect(seen).toHaveLength(2_500);
    expect(new Set(seen).size).toBe(2_500);
    expect(seen.at(-1)).toBe('2500-2500');
  });

  it("sends another session's events to nobody who asked for one session", async () => {
    const { follower, seen } = clientAt(0, { sessionId: 'mine' });
    await follower.catchUp(logOf([event(1, 'mine'), event(2, 'other'), event(3)]));
    expect(seen).toEqual(['1-1', '3-3']);
  });

  it('cuts a client that reads too slowly, once', async () => {
    const { follower, seen, line } = clientAt(0);
    await follower.catchUp(logOf([]));
    line.slow = true;
    follower.offer(event(1));
    follower.offer(event(2));
    expect(line.cut).toEqual(['too-slow']);
    expect(seen).toEqual([]);
  });
});
