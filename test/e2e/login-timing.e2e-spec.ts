import { verify } from '@node-rs/argon2';
import { LoginLimits } from '../../src/auth/login-limits';
import { ApiClient } from '../support/api-client';
import { registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<{ verify: typeof verify }>('@node-rs/argon2');
  return { ...real, verify: jest.fn(real.verify) };
});

const TRIES = 30;
/** A check that is left out halves the time, and shows in every round; a machine that is busy with other things does not. */
const ROUNDS = 4;
const ALIKE = 1.4;

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

  /** How many times the slower takes as long as the quicker: 1 when they are alike, however busy the machine is. */
  const ratioOf = async (known: string, unknown: string): Promise<number> => {
    const [knownMs, unknownMs]: [number[], number[]] = [[], []];
    // By turns, so that whatever else this machine does burdens both alike.
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      knownMs.push(await timeOf(known));
      unknownMs.push(await timeOf(unknown));
    }
    const [one, other] = [medianOf(knownMs), medianOf(unknownMs)];
    return Math.max(one, other) / Math.min(one, other);
  };

  const checksFor = async (name: string): Promise<number> => {
    jest.mocked(verify).mockClear();
    await timeOf(name);
    return jest.mocked(verify).mock.calls.length;
  };

  it.each([
    ['a username', 'known', 'unknown'],
    ['an e-mail address', 'known@example.com', 'unknown@example.com'],
  ])('takes as long for an unknown name as for a known one: %s', async (_, known, unknown) => {
    const checks = await checksFor(known);
    expect(checks).toBeGreaterThan(0);
    expect(await checksFor(unknown)).toBe(checks);

    const ratios: number[] = [];
    do ratios.push(await ratioOf(known, unknown));
    while (Math.min(...ratios) >= ALIKE && ratios.length < ROUNDS);
    expect(Math.min(...ratios)).toBeLessThan(ALIKE);
  });
});

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
