import { ConfigurationError } from '../config/environment-reader';
import { StartError } from './start-error';

/** What a person at the console reads: a refusal is one sentence, anything else is a bug and shows where it is. */
export function explainFailure(error: unknown): string {
  if (error instanceof StartError || error instanceof ConfigurationError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
