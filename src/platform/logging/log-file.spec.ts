import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile } from './log-file';

let directory: string;
let path: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rubi-log-'));
  path = join(directory, 'logs', 'rubi-studio.log');
});

afterEach(() => {
  chmodSync(directory, 0o700);
  rmSync(directory, { recursive: true });
});

const read = (name: string): string => readFileSync(name, 'utf8');

function open(options: { largestBytes?: number; keptFiles?: number } = {}): LogFile {
  return new LogFile(path, {
    onFault: (message) => {
      throw new Error(message);
    },
    ...options,
  });
}

describe('LogFile', () => {
  it('makes its directory and goes on with a file that is there', () => {
    open().close();
    writeFileSync(path, 'before\n');
    const file = open();
    file.write('after\n');
    file.close();
    expect(read(path)).toBe('before\nafter\n');
  });

  it('keeps its name and moves what is large enough to .1, .2 and so on, up to a number', () => {
    const file = open({ largestBytes: 5, keptFiles: 2 });
    for (const line of ['first\n', 'second\n', 'third\n']) {
      file.write(line);
      file.writeOutSync();
      file.check();
    }
    file.write('fourth\n');
    file.close();
    expect(read(path)).toBe('fourth\n');
    expect(read(`${path}.1`)).toBe('third\n');
    expect(read(`${path}.2`)).toBe('second\n');
    expect(existsSync(`${path}.3`)).toBe(false);
  });

  it('follows its name when somebody else has moved the file', () => {
    const file = open();
    file.write('before\n');
    file.writeOutSync();
    renameSync(path, `${path}.moved`);
    file.check();
    file.write('after\n');
    file.close();
    expect(read(`${path}.moved`)).toBe('before\n');
    expect(read(path)).toBe('after\n');
  });

  it('cannot be opened where nothing can be written', () => {
    writeFileSync(join(directory, 'logs'), 'a file where a directory should be');
    expect(() => open()).toThrow();
  });
});
