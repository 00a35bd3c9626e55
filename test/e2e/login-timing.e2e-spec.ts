import { LoginLimits } from '../../src/auth/login-limits';
import { ApiClient } from '../support/api-client';
import { registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

const TRIES = 50;
/** A missing hash, 13 ms and more, shows in every round; a machine that is busy with other things does not. */
const ROUNDS = 4;

/** What a stopwatch tells about who is registered here: nothing. */
describe('a refused login', () => {
  let test: TestApp;
  let anybody: ApiClient;

  beforeAll(async () => {
    const unlimited = {
      admit: () => Promise.resolve({}),
      forgive: () => Promise.resolve(),
      takeBack: () => Promise.resolve(),
    };
    test = await startTestApp({
      override: (builder) => builder.overrideProvider(LoginLimits).useValue(unlimited),
    });
    anybody = new ApiClient(test.url);
    await registerPerson(anybody, 'known');
  });

  afterAll(async () => {
    await test.close();
  });

  const timeOf = async (username: string): Promise<number> => {
    const startedAt = performance.now();
    const { status } = await anybody.post('/auth/login', { username, password: 'not the password' });
    expect(status).toBe(401);
    return performance.now() - startedAt;
  };

  const differenceOf = async (known: string, unknown: string): Promise<number> => {
    const [knownMs, unknownMs]: [number[], number[]] = [[], []];
    // By turns, so that whatever else this machine does burdens both alike.
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      knownMs.push(await timeOf(known));
      unknownMs.push(await timeOf(unknown));
    }
    return Math.abs(medianOf(knownMs) - medianOf(unknownMs));
  };

  it.each([
    ['a username', 'known', 'unknown'],
    ['an e-mail address', 'known@example.com', 'unknown@example.com'],
  ])('takes as long for an unknown name as for a known one: %s', async (_, known, unknown) => {
    await timeOf(known);
    const differencesMs: number[] = [];
    do differencesMs.push(await differenceOf(known, unknown));
    while (Math.min(...differencesMs) >= 5 && differencesMs.length < ROUNDS);
    expect(Math.min(...differencesMs)).toBeLessThan(5);
  });
});

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
