import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';

/** The kernel keeps a socket's path in so many bytes, of which the last is zero: 108 on Linux, 104 on macOS. */
const LONGEST_PATH = 103;

/**
 * The directory in which the server of this port listens, for who may enter it; null where there is none, since its path
 * is too long or the server was started without one. A question costs half as much there as by the loopback.
 */
export async function socketOf(directory: string, port: number): Promise<string | null> {
  const path = join(directory, `.s.PGSQL.${port}`);
  if (Buffer.byteLength(path) > LONGEST_PATH) return null;
  return access(path, constants.R_OK | constants.W_OK).then(
    () => directory,
    () => null,
  );
}
