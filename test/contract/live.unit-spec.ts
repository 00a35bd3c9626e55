import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { readLiveContract } from '../support/live-contract';

describe('the description of the live feed', () => {
  it('is what the event types of today make of it', () => {
    execFileSync(process.execPath, ['contract/live/describe-live.mjs', '--check'], { stdio: 'pipe' });
  }, 60_000);

  it('is valid AsyncAPI 3', () => {
    const path = require.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json');
    const ajv = new Ajv({ strict: false, allErrors: true });
    (addFormats as unknown as (ajv: Ajv) => void)(ajv);
    const valid = ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as object);
    valid(readLiveContract());
    expect(valid.errors ?? []).toEqual([]);
  });
});
