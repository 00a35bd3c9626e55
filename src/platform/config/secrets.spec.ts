import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../errors/start-error';
import { isPlaceholder, ownSecrets } from './secrets';

describe('isPlaceholder', () => {
  it.each([
    'your-secret-key-change-in-production',
    'your-jwt-secret-change-in-production',
    'REPLACE_WITH_LONG_SECRET',
    'changeme',
    'secret',
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  ])('recognises %s', (secret) => {
    expect(isPlaceholder(secret)).toBe(true);
  });

  it('takes random characters for a secret', () => {
    expect(isPlaceholder('hR2mF8vQ0sLz6tYxKc1uWp4nJb7dGe3aTo9iSqVl')).toBe(false);
  });
});

describe('ownSecrets', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'rubi-studio-secrets-'));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('makes two long, different secrets that only their owner may read', () => {
    const { apiSecretKey, jwtSecret } = ownSecrets(join(directory, 'data'));
    expect(apiSecretKey).not.toBe(jwtSecret);
    expect(Buffer.from(jwtSecret, 'base64url')).toHaveLength(48);
    expect(statSync(join(directory, 'data/secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('gives the same ones again, and leaves no draft behind', () => {
    expect(ownSecrets(directory)).toEqual(ownSecrets(directory));
    expect(readdirSync(directory)).toEqual(['secrets.json']);
  });

  it('explains a directory that is a file', () => {
    writeFileSync(join(directory, 'file'), '');
    expect(() => ownSecrets(join(directory, 'file'))).toThrow(StartError);
  });
});
