import { Configuration } from '../platform/config/configuration';
import { readConfiguration } from '../platform/config/read-configuration';
import { AttemptStore } from './attempt-store';
import { TooManyAttemptsError } from './auth.errors';
import { LoginLimits } from './login-limits';

const HERE = '203.0.113.7';
const ELSEWHERE = '198.51.100.1';

const configuration = new Configuration(
  readConfiguration({ API_SECRET_KEY: 'k3y'.repeat(12), JWT_SECRET: 'jwt'.repeat(12) }),
);

describe('LoginLimits', () => {
  let limits: LoginLimits;

  beforeEach(() => {
    limits = new LoginLimits(new AttemptStore(configuration));
  });

  const wrong = async (name: string, ip: string, times: number): Promise<void> => {
    for (let attempt = 0; attempt < times; attempt += 1) await limits.admit(name, ip);
  };

  it('closes a name to one address after five wrong attempts, for fifteen minutes', async () => {
    await wrong('ana', HERE, 5);
    const refusal = await limits.admit('ana', HERE).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TooManyAttemptsError);
    expect(refusal).toMatchObject({ retryAfterSeconds: 900, code: 'AUTH.TOO_MANY_ATTEMPTS' });
  });

  it('leaves the name open to other addresses, and the address open to other names', async () => {
    await wrong('ana', HERE, 5);
    await expect(limits.admit('ana', ELSEWHERE)).resolves.toBeDefined();
    await expect(limits.admit('ben', HERE)).resolves.toBeDefined();
  });

  it('counts attempts that are made at once one by one', async () => {
    const rush = await Promise.allSettled(Array.from({ length: 20 }, () => limits.admit('ana', HERE)));
    expect(rush.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });

  it('forgets the wrong attempts under a name after a right one', async () => {
    await wrong('ana', HERE, 4);
    await limits.forgive(await limits.admit('ana', HERE));
    await wrong('ana', HERE, 5);
    await expect(limits.admit('ana', HERE)).rejects.toThrow(TooManyAttemptsError);
  });

  it('does not count an attempt that could not be judged', async () => {
    await wrong('ana', HERE, 4);
    for (let busy = 0; busy < 10; busy += 1) await limits.takeBack(await limits.admit('ana', HERE));
    await expect(limits.admit('ana', HERE)).resolves.toBeDefined();
    await expect(limits.admit('ana', HERE)).rejects.toThrow(TooManyAttemptsError);
  });

  it('stops an address after a hundred wrong attempts a day; right ones do not count', async () => {
    for (let number = 0; number < 99; number += 1) await limits.admit(`user${number}`, HERE);
    for (let right = 0; right < 50; right += 1) await limits.forgive(await limits.admit('ana', HERE));
    await limits.admit('user99', HERE);
    await expect(limits.admit('ana', HERE)).rejects.toMatchObject({ retryAfterSeconds: 86_400 });
    await expect(limits.admit('ana', ELSEWHERE)).resolves.toBeDefined();
  });
});
