import { Transactions } from '../../src/platform/database/transactions';
import { EventLog } from '../../src/platform/events/event-log';
import { type NewEvent } from '../../src/platform/events/event-map';
import { FixedClock } from '../support/fixed-clock';
import { createTestDatabase } from '../support/test-database';

describe('EventLog beside another database of the same server', () => {
  it('does not wait for a transaction that is at work there', async () => {
    const [ours, theirs] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const transactions = new Transactions(ours.dataSource);
    const log = new EventLog(transactions, new FixedClock());
    const [user] = await transactions.query<{ id: string }>(
      `INSERT INTO users (email, username, password_hash, created_at, password_changed_at)
       VALUES ('a@example.com', 'owner', 'none', now(), now()) RETURNING id`,
    );
    const event: NewEvent = {
      type: 'session.stale',
      userId: user?.id ?? '',
      data: {} as NewEvent['data'],
    };

    await new Transactions(theirs.dataSource).run(async (long) => {
      await long.query('SELECT pg_current_xact_id()');
      const start = await log.end();
      await transactions.run((tx) => log.append(tx, [event]));
      expect(await log.readAfter(start, { limit: 10 })).toHaveLength(1);
    });
    await Promise.all([ours.drop(), theirs.drop()]);
  });
});
