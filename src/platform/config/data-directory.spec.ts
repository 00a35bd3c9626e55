import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultDataDirectory } from './data-directory';

describe('defaultDataDirectory', () => {
  let open: string;
  let closed: string;

  beforeEach(() => {
    open = mkdtempSync(join(tmpdir(), 'rubi-studio-place-'));
    chmodSync(open, 0o755);
    closed = join(open, 'closed');
    mkdirSync(join(closed, 'clone'), { recursive: true });
    chmodSync(closed, 0o700);
  });

  afterEach(() => {
    rmSync(open, { recursive: true });
  });

  it('is ./data for an ordinary user, who owns the server too', () => {
    expect(defaultDataDirectory(join(closed, 'clone'), false)).toBe(join(closed, 'clone', 'data'));
  });

  it('is ./data for root where everybody may enter', () => {
    expect(defaultDataDirectory(open, true)).toBe(join(open, 'data'));
  });

  it('lies with the data of the system for root in a closed place, one for each clone', () => {
    const here = defaultDataDirectory(join(closed, 'clone'), true);
    expect(here).toMatch(/^\/var\/lib\/rubi-studio\/clone-[0-9a-f]{8}$/);
    expect(defaultDataDirectory(closed, true)).not.toBe(here);
    expect(defaultDataDirectory(join(closed, 'clone'), true)).toBe(here);
  });
});
