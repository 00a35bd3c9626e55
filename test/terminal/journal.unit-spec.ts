import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileJournalStore, Journal, type JournalEntry } from './journal';

const RECEIVED: JournalEntry = {
  orderId: '42',
  magic: '42',
  action: 'OPEN',
  volume: 0.4,
  state: 'RECEIVED',
  report: null,
  acknowledged: false,
};

describe('FileJournalStore', () => {
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'journal-'))));
  afterEach(() => rm(directory, { recursive: true }));

  it('keeps the last entry of each order across processes', () => {
    const path = join(directory, 'orders.journal');
    const journal = new Journal(new FileJournalStore(path));
    journal.write(RECEIVED);
    journal.write({ ...RECEIVED, state: 'SENDING' });

    expect(new Journal(new FileJournalStore(path)).inDoubt()).toEqual([{ ...RECEIVED, state: 'SENDING' }]);
  });

  it('is the same installation as long as the journal is there', () => {
    const path = join(directory, 'orders.journal');
    const first = new FileJournalStore(path).instanceId;

    expect(new FileJournalStore(path).instanceId).toBe(first);
    expect(new FileJournalStore(join(directory, 'lost.journal')).instanceId).not.toBe(first);
  });

  it('ignores the half line of a crash: what it would have allowed was never done', () => {
    const path = join(directory, 'orders.journal');
    new FileJournalStore(path).append(RECEIVED);
    appendFileSync(path, '\n{"orderId":"42","state":"SEND');

    expect(new Journal(new FileJournalStore(path)).of('42')).toEqual(RECEIVED);
  });

  it('goes on after the half line without losing the next one', () => {
    const path = join(directory, 'orders.journal');
    new FileJournalStore(path).append(RECEIVED);
    appendFileSync(path, '\n{"orderId":"42","state":"SEND');

    new Journal(new FileJournalStore(path)).write({ ...RECEIVED, state: 'SENDING' });

    expect(new Journal(new FileJournalStore(path)).inDoubt()).toHaveLength(1);
  });
});
