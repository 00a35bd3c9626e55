import { spawn } from 'node:child_process';
import { bareEnvironment } from '../../config/environment';

/** The operating system's account that the database server runs under; null for the one we run under. */
export type Account = { readonly uid: number; readonly gid: number } | null;

export interface Outcome {
  /** Exit code; null if a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

/** So long the words of a program that has ended may take. */
const LAST_WORDS_MS = 2_000;

/**
 * Runs a program to its end and returns what it wrote.
 *
 * @throws the system's error when the program cannot be started at all
 */
export function run(program: string, parameters: readonly string[], account: Account): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...parameters], {
      // Anywhere the other account may be: it might not be allowed into our own working directory.
      cwd: account ? '/' : undefined,
      env: bareEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...account,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    const end = (code: number | null): void => {
      resolve({ code, output: output.trim() });
    };
    // A program may have ended before its words have been read, and without them a number is a zero.
    child.on('close', end);
    child.on('exit', (code) => {
      // Windows hands the pipe on to the server that was started, which keeps it open.
      setTimeout(() => setImmediate(end, code), LAST_WORDS_MS).unref();
    });
  });
}
