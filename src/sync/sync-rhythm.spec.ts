import { type Session } from '../mt5-session/session';
import { type NewEvent } from '../platform/events/event-map';
import { type EventLog } from '../platform/events/event-log';
import { FixedClock } from '../../test/support/fixed-clock';
import { type SyncMessage } from './sync-message';
import { SyncRhythm } from './sync-rhythm';

const SESSION = { id: 'session', accountId: 'account' } as Session;
const IDLE = { reports: [], deals: [] } as unknown as SyncMessage;

describe('SyncRhythm', () => {
  let clock: FixedClock;
  let tell: (events: readonly NewEvent[]) => void;
  let rhythm: SyncRhythm;

  beforeEach(() => {
    clock = new FixedClock();
    const onAppended = (listener: typeof tell): (() => void) => {
      tell = listener;
      return () => undefined;
    };
    rhythm = new SyncRhythm({ onAppended } as unknown as EventLog, clock);
    rhythm.onModuleInit();
    rhythm.told(SESSION, 1000);
  });

  it('lets a call wait that comes because it was time', () => {
    clock.advance(1000);
    expect(rhythm.patienceOf(SESSION, IDLE)).toBeGreaterThan(0);
  });

  it('lets nobody wait who comes before that: the doorbell rang', () => {
    clock.advance(799);
    expect(rhythm.patienceOf(SESSION, IDLE)).toBe(0);
    clock.advance(1);
    expect(rhythm.patienceOf(SESSION, IDLE)).toBeGreaterThan(0);
  });

  it.each(['reports', 'deals'])('lets wait who brings %s, early or not, but less long', (what) => {
    const telling = { ...IDLE, [what]: [{}] };
    expect(rhythm.patienceOf(SESSION, telling)).toBeGreaterThan(0);
    clock.advance(1000);
    expect(rhythm.patienceOf(SESSION, telling)).toBeGreaterThan(0);
    expect(rhythm.patienceOf(SESSION, telling)).toBeLessThan(rhythm.patienceOf(SESSION, IDLE));
  });

  it('lets nobody wait for whom an order is ready, nor who calls for the first time', () => {
    clock.advance(1000);
    tell([{ type: 'order.ready', data: { account_id: 'account' } } as NewEvent]);
    expect(rhythm.patienceOf(SESSION, IDLE)).toBe(0);
    expect(rhythm.patienceOf(SESSION, { ...IDLE, reports: [{}] } as unknown as SyncMessage)).toBe(0);
    expect(rhythm.patienceOf({ ...SESSION, accountId: 'unknown' }, IDLE)).toBe(0);
  });
});
