import { constants, accessSync, mkdirSync, statSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { type Settings } from '../platform/config/configuration';
import { type Finding, odd, well, wrong } from './finding';

const OLDEST_NODE = [20, 19] as const;
const LITTLE_SPACE_BYTES = 1_000_000_000;
/** The next thing that is written may not fit. */
const NO_SPACE_BYTES = 50_000_000;
const OTHERS = 0o077;

/** What has to be right before anything is connected to. */
export function lookAtMachine(settings: Settings): Finding[] {
  return [
    lookAtNode(process.versions.node),
    ...(settings.database.embedded ? [lookAtDirectory('data directory', settings.dataDirectory)] : []),
    ...lookAtSecrets(settings),
    settings.log.directory === null
      ? well('log', 'goes to standard output')
      : lookAtDirectory('log directory', settings.log.directory),
  ];
}

export function lookAtNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor, neededMinor] = OLDEST_NODE;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) {
    return well('Node.js', `is ${version}`);
  }
  return wrong(
    'Node.js',
    `is ${version}, older than ${OLDEST_NODE.join('.')}`,
    'run through npm ("npm start"), which brings Node 24',
  );
}

function lookAtDirectory(about: string, directory: string): Finding {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const variable = about === 'data directory' ? 'RUBI_DATA_DIR' : 'LOG_DIR';
    return wrong(
      about,
      `${directory} cannot be written (${code})`,
      `set ${variable} to a directory that this user may write`,
    );
  }
  const { bavail, bsize } = statfsSync(directory);
  const free = bavail * bsize;
  const says = `${directory} can be written, ${(free / 1e9).toFixed(2)} GB free`;
  if (free >= LITTLE_SPACE_BYTES) return well(about, says);
  return (free < NO_SPACE_BYTES ? wrong : odd)(about, says, `make room on the disk of ${directory}`);
}

function lookAtSecrets({ dataDirectory }: Settings): Finding[] {
  const file = join(dataDirectory, 'secrets.json');
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return [];
  return (found.mode & OTHERS) === 0
    ? [well('secrets', `in ${file}, for its owner only`)]
    : [wrong('secrets', `${file} can be read by others`, `chmod 600 ${file}; rm it to have new ones made`)];
}
