import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const MOST_MS = 120_000;

/** What a program of the machine writes; null where there is no such program. */
export async function runTool(program: string, parameters: readonly string[]): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(program, [...parameters], {
      timeout: MOST_MS,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
