import { access, constants } from 'node:fs/promises';
import { makeDataDirectory } from '../../config/data-directory';
import { StartError } from '../../errors/start-error';
import { type Account, run } from './run';

/**
 * Makes the data directory and sees to it that the server can go there: root goes everywhere, but the account of
 * the server needs every directory on the way to be open to it.
 */
export async function prepareDataPlace(dataDirectory: string, account: Account): Promise<void> {
  makeDataDirectory(dataDirectory);
  await access(dataDirectory, constants.W_OK);
  if (!account) return;
  const { code } = await run('/bin/sh', ['-c', 'cd "$0"', dataDirectory], account);
  if (code === 0) return;
  throw new StartError(
    `The data directory ${dataDirectory} lies where PostgreSQL, which does not run as root, may not go: ` +
      'set RUBI_DATA_DIR to a directory that everybody may enter, such as /var/lib/rubi-studio.',
  );
}
