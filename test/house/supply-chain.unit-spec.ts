import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly hasInstallScript?: boolean;
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
}

const lockfile = read('package-lock.json') as { packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(lockfile.packages).filter(([path]) => path.startsWith('node_modules/'));
const manifest = read('package.json') as Manifest;

/** The package's name: what follows the last `node_modules/`. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

describe('package-lock.json', () => {
  it('locks every package to its content, but for programs of machines that it was not made on', () => {
    const loose = locked.filter(
      ([, { integrity, link }]) => link !== true && !integrity?.startsWith('sha512-'),
    );
    // npm writes down the content of what it has seen, and a machine sees the optional packages of its own kind only.
    const seen = loose.filter(([, { optional, os, cpu }]) => {
      const here = os?.includes('linux') === true && cpu?.includes('x64') === true;
      return optional !== true || (os === undefined && cpu === undefined) || here;
    });
    expect(seen.map(([path]) => path)).toEqual([]);
  });

  it('names no host: each installation asks the registry that it trusts', () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('has only install scripts that were decided about, one by one', () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const undecided = scripted
      .map(([path]) => nameOf(path))
      .filter((name) => !(name in manifest.allowScripts));
    expect(undecided).toEqual([]);
  });
});

describe('package.json', () => {
  it('names exact versions', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});

describe('npm run sbom', () => {
  it('lists what is shipped as CycloneDX, and says what only developers use', () => {
    const output = execFileSync('npm', ['run', '--silent', 'sbom'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
    const { bomFormat, components } = JSON.parse(output) as {
      bomFormat: string;
      components: readonly { name: string; version: string; properties: readonly { name: string }[] }[];
    };
    expect(bomFormat).toBe('CycloneDX');
    const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
    const shipped = Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`);
    expect(shipped.filter((name) => !listed.has(name))).toEqual([]);
    const isForDevelopers = (wanted: string): boolean | undefined =>
      components
        .find(({ name }) => name === wanted)
        ?.properties.some(({ name }) => name === 'cdx:npm:package:development');
    expect([isForDevelopers('pg'), isForDevelopers('jest')]).toEqual([false, true]);
  });
});

/** What a secret looks like. Our own tokens are recognised by their prefix and their length. */
const SECRETS: Readonly<Record<string, RegExp>> = {
  'API token of ours': /\brbs_(?:live|test)_[0-9A-Za-z]{30,}/,
  'private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}/,
  'signed JWT': /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}/,
  'AWS key': /\bAKIA[0-9A-Z]{16}\b/,
  'Scaleway key': /\bSCW[0-9A-Z]{17}\b/,
  'GitHub token': /\bgh[pousr]_[0-9A-Za-z]{36}/,
  'Slack token': /\bxox[abprs]-[0-9A-Za-z-]{20,}/,
};
/** Tokens that were made up to be shown: they open nothing anywhere. */
const SHOWN = [
  'contract/auth/create-token.response.json',
  'src/auth/opaque-tokens.spec.ts',
  'src/platform/logging/log.spec.ts',
  'src/platform/telemetry/error-reports.spec.ts',
  'test/mql5-host/harness/connector.ts',
];
const BINARY = /\.(?:png|jpe?g|ico|gif|woff2?|ttf|ex5|gz|zip)$/;

describe('the repository', () => {
  it('holds no secret', () => {
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0');
    const found = files
      .filter((file) => file !== '' && !BINARY.test(file))
      .flatMap((file) => findSecrets(file));
    expect(found).toEqual(SHOWN.map((file) => `${file}: API token of ours`));
  });

  it.each([
    ['API token of ours', 'rbs_live_' + 'a1B2'.repeat(10)],
    ['AWS key', `AKIA${'A1'.repeat(8)}`],
    ['private key', `-----BEGIN PRIVATE KEY-----\n${'MIIE'.repeat(12)}`],
  ])('would show a %s', (kind, secret) => {
    expect(SECRETS[kind]?.test(secret)).toBe(true);
  });
});

function findSecrets(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(join(ROOT, file), 'utf8');
  } catch {
    // Removed from the tree, and not yet from the index.
    return [];
  }
  return Object.entries(SECRETS).flatMap(([kind, pattern]) =>
    pattern.test(text) ? [`${file}: ${kind}`] : [],
  );
}
