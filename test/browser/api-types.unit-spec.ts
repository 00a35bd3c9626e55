import { execFileSync } from 'node:child_process';

describe('the types of the web application', () => {
  it('are what the backend describes today', () => {
    execFileSync(process.execPath, ['web/scripts/describe-api.mjs', '--check'], { stdio: 'pipe' });
  }, 120_000);

  it('know every answer as its controller returns it', () => {
    execFileSync(process.execPath, ['contract/http/describe-answers.mjs', '--check'], { stdio: 'pipe' });
  }, 120_000);
});
