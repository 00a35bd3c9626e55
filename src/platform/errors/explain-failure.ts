import { ConfigurationError } from '../config/environment-reader';
import { LateEndError } from './late-end-error';
import { StartError } from './start-error';

const SENTENCES = [StartError, ConfigurationError, LateEndError];

/** What a person at the console reads: a refusal is one sentence, anything else is a bug and shows where it is. */
export function explainFailure(error: unknown): string {
  if (error instanceof Error && SENTENCES.some((kind) => error instanceof kind)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
