import { QueryClient } from '@tanstack/react-query';
import { KEYS, type Position } from '../api/queries';
import type { AnyNews } from './messages';
import { newsTaker } from './take-news';

const open = {
  account_id: 'a',
  identifier: '1',
  ticket: '1',
  status: 'OPEN',
  open_time: '2025-10-23T10:00:00Z',
};

function news(type: string, data: object): AnyNews {
  return { type, data, id: '1-1', v: 1, ts: '2025-10-23T10:00:01Z', session_id: null } as unknown as AnyNews;
}

describe('news of positions', () => {
  let client: QueryClient;
  let stale: unknown[];

  beforeEach(() => {
    jest.useFakeTimers();
    Object.assign(globalThis, { window: globalThis });
    client = new QueryClient();
    client.setQueryData(KEYS.positions, [open]);
    stale = [];
    jest.spyOn(client, 'invalidateQueries').mockImplementation((filters) => {
      stale.push(filters?.queryKey);
      return Promise.resolve();
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    Reflect.deleteProperty(globalThis, 'window');
  });

  const shown = (): Position[] | undefined => client.getQueryData<Position[]>(KEYS.positions);

  it('writes the new terms of an open one into the list', () => {
    newsTaker(client)(news('position.updated', { ...open, volume: 0.2 }));
    expect(shown()).toMatchObject([{ identifier: '1', volume: 0.2 }]);
  });

  it('asks for the history again once the deals of a closed one are known, and does not open it again', () => {
    const take = newsTaker(client);
    take(news('position.closed', { ...open, status: 'CLOSED' }));
    jest.runAllTimers();
    take(news('position.updated', { ...open, status: 'CLOSED' }));
    jest.runAllTimers();
    expect(shown()).toEqual([]);
    expect(stale).toEqual([KEYS.history, KEYS.history]);
  });
});
