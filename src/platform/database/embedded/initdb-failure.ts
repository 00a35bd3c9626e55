import { StartError } from '../../errors/start-error';

const COMPLAINT = /^initdb: error: .*$/gm;

/** Of what initdb wrote, its complaint alone: the rest tells how far it got, and is no help to anybody. */
export function initdbFailure(output: string): Error {
  if (output.includes('No space left on device')) {
    return Object.assign(new Error('initdb found no space left'), { code: 'ENOSPC' });
  }
  const complaints = output.match(COMPLAINT);
  return new StartError(`The database could not be made: ${complaints?.join(' ') ?? output}`);
}
