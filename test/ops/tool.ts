import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** The top of the repository. */
export const ROOT = join(__dirname, '../..');

const runFile = promisify(execFile);

export function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * `describe` for checks that need a program which is not on every machine. Where it is missing they are skipped, and the
 * reason stands in their title and on the console.
 */
export function describeWith(program: string, title: string, checks: () => void): void {
  if (isInstalled(program)) {
    describe(title, checks);
    return;
  }
  process.stderr.write(`SKIPPED: "${title}", since ${program} is not installed here\n`);
  describe.skip(`${title} (skipped: ${program} is not installed)`, checks);
}

/** Runs a program at the top of the repository and answers what it wrote; its complaints are in the error. */
export async function run(program: string, ...parameters: readonly string[]): Promise<string> {
  try {
    const { stdout } = await runFile(program, [...parameters], { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[program, ...parameters].join(' ')} fails:\n${stdout}${stderr}`, { cause: error });
  }
}
