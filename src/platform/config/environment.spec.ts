import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment, readEnvironment } from './environment';

describe('readEnvironment', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'rubi-studio-environment-'));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
    delete process.env['RUBI_OF_A_TEST'];
  });

  it('reads a file, JSON arrays in it included', () => {
    const file = join(directory, '.env');
    writeFileSync(
      file,
      '# CORS\nCORS_ORIGINS=["http://localhost:3000", "https://app.rubi-studio.com"]\nSENTRY_DSN=\n',
    );
    expect(readEnvironment(file)).toMatchObject({
      CORS_ORIGINS: '["http://localhost:3000", "https://app.rubi-studio.com"]',
      SENTRY_DSN: '',
    });
  });

  it('prefers what the process was given', () => {
    const file = join(directory, '.env');
    writeFileSync(file, 'RUBI_OF_A_TEST=file\n');
    process.env['RUBI_OF_A_TEST'] = 'process';
    expect(readEnvironment(file)['RUBI_OF_A_TEST']).toBe('process');
  });

  it('does without a file', () => {
    expect(readEnvironment(join(directory, 'absent'))).toEqual({ ...process.env });
  });
});

describe('bareEnvironment', () => {
  it('hands no secret to a program that we start', () => {
    process.env['JWT_SECRET'] = 'hunter2';
    expect(JSON.stringify(bareEnvironment())).not.toContain('hunter2');
    delete process.env['JWT_SECRET'];
  });
});
