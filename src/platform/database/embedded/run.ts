import { spawn } from 'node:child_process';
import { bareEnvironment } from '../../config/environment';

/** The operating system's account that the database server runs under; null for the one we run under. */
export type Account = { readonly uid: number; readonly gid: number } | null;

export interface Outcome {
  /** Exit code; null if a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

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
    child.on('exit', (code) => {
      resolve({ code, output: output.trim() });
    });
  });
}
