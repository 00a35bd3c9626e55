import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultDataDirectory, makeDataDirectory } from './data-directory';

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

describe('makeDataDirectory', () => {
  let place: string;

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'rubi-studio-place-'));
  });

  afterEach(() => {
    rmSync(place, { recursive: true });
  });

  it('makes what is missing on the way, and is content with what is there', () => {
    const deep = join(place, 'a/b/c');
    makeDataDirectory(deep);
    makeDataDirectory(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
  });

  it.each(['file', 'file/below'])('says that %s is in the way', (path) => {
    writeFileSync(join(place, 'file'), '');
    expect(() => {
      makeDataDirectory(join(place, path));
    }).toThrow(/EEXIST|ENOTDIR/);
  });
});
