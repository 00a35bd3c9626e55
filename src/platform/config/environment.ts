import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type Environment } from './environment-reader';

/** The process's variables over those of a `.env` file in the working directory, if there is one. */
export function readEnvironment(file = '.env'): Environment {
  return { ...readFile(file), ...process.env };
}

/**
 * What a program that we start needs of the environment: none of our secrets, and messages in English whatever the
 * desktop speaks.
 */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { PATH, SystemRoot, TEMP, LC_ALL: 'C' };
}

function readFile(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
