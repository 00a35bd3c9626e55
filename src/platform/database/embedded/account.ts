import { stat } from 'node:fs/promises';
import { StartError } from '../../errors/start-error';
import { type Account, run } from './run';

/** PostgreSQL's usual account on Linux. */
const NAME = 'postgres';

/**
 * PostgreSQL refuses to run as root. So when we are root, it runs as the owner of its files, or on first start as
 * the account `postgres`, which is made if it is missing.
 */
export async function serverAccount(cluster: string): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const owner = await ownerOf(cluster);
  if (owner && owner.uid !== 0) return owner;
  return (await find()) ?? (await create());
}

async function ownerOf(path: string): Promise<Account> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch {
    return null;
  }
}

async function find(): Promise<Account> {
  const [uid, gid] = await Promise.all([run('id', ['-u', NAME], null), run('id', ['-g', NAME], null)]);
  return uid.code === 0 && gid.code === 0 ? { uid: Number(uid.output), gid: Number(gid.output) } : null;
}

async function create(): Promise<NonNullable<Account>> {
  const parameters = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME];
  const made = await run('useradd', parameters, null).catch(() => null);
  const account = made?.code === 0 ? await find() : null;
  if (account) return account;
  throw new StartError(
    `PostgreSQL does not run as root, and the account "${NAME}" could not be made: ` +
      'create it (useradd --system postgres), or start as an ordinary user.',
  );
}
