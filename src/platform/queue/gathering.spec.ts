import { Gathering, type Outcome } from './gathering';

const A_DAY_MS = 86_400_000;

/** A gathering whose flushes are held open until the test lets them go. */
function heldGathering(options: { largestGroup?: number; mostWaiting?: number } = {}): {
  gathering: Gathering<number, string>;
  groups: number[][];
  release: (outcomes?: (item: number) => Outcome<string>) => Promise<void>;
} {
  const groups: number[][] = [];
  const held: ((outcomes: (item: number) => Outcome<string>) => void)[] = [];
  const gathering = new Gathering<number, string>({
    flush: (items) => {
      groups.push([...items]);
      return new Promise((resolve) =>
        held.push((outcomes) => {
          resolve(items.map(outcomes));
        }),
      );
    },
    largestGroup: options.largestGroup ?? 100,
    mostWaiting: options.mostWaiting ?? 100,
    refuse: () => new Error('full'),
  });
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    gathering,
    groups,
    release: async (outcomes = (item) => ({ result: `done ${item}` })) => {
      await turn();
      held.shift()?.(outcomes);
      await turn();
    },
  };
}

describe('Gathering', () => {
  it('flushes what arrives in one turn as one group', async () => {
    const { gathering, groups, release } = heldGathering();
    const answers = Promise.all([gathering.add(1), gathering.add(2), gathering.add(3)]);
    await release();
    expect(await answers).toEqual(['done 1', 'done 2', 'done 3']);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('collects while a flush is running, in groups of a bounded size', async () => {
    const { gathering, groups, release } = heldGathering({ largestGroup: 2 });
    const first = gathering.add(1);
    await new Promise((resolve) => setImmediate(resolve));
    const rest = Promise.all([gathering.add(2), gathering.add(3), gathering.add(4)]);
    await release();
    await release();
    await release();
    expect(await first).toBe('done 1');
    expect(await rest).toEqual(['done 2', 'done 3', 'done 4']);
    expect(groups).toEqual([[1], [2, 3], [4]]);
  });

  it('lets who has time wait for company, and sets out at once with who has none', async () => {
    const { gathering, groups, release } = heldGathering();
    const patient = Promise.all([gathering.add(1, A_DAY_MS), gathering.add(2, A_DAY_MS)]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(groups).toEqual([]);
    const hasty = gathering.add(3);
    await release();
    expect([...(await patient), await hasty]).toEqual(['done 1', 'done 2', 'done 3']);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('waits for nobody longer than the most impatient one can, nor when the group is full', async () => {
    const { gathering, groups, release } = heldGathering({ largestGroup: 2 });
    const first = [gathering.add(1, A_DAY_MS), gathering.add(2, A_DAY_MS)];
    await release();
    const second = gathering.add(3, 1);
    while (groups.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    await release();
    expect([...(await Promise.all(first)), await second]).toEqual(['done 1', 'done 2', 'done 3']);
    expect(groups).toEqual([[1, 2], [3]]);
  });

  it('gives each item its own failure', async () => {
    const { gathering, release } = heldGathering();
    const answers = Promise.allSettled([gathering.add(1), gathering.add(2)]);
    await release((item) => (item === 1 ? { error: new Error('bad') } : { result: 'good' }));
    expect(await answers).toEqual([
      { status: 'rejected', reason: new Error('bad') },
      { status: 'fulfilled', value: 'good' },
    ]);
  });

  it('refuses more than it may hold, and forgets nobody whom it accepted', async () => {
    const { gathering, release } = heldGathering({ mostWaiting: 1 });
    const accepted = gathering.add(1);
    await expect(gathering.add(2)).rejects.toThrow('full');
    await release();
    expect(await accepted).toBe('done 1');
    await gathering.settled();
  });
});
