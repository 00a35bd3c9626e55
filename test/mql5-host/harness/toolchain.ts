import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { emitApi, emitProgram } from '../emit/cpp';
import { loadApi } from '../api/api';
import { parseProgram } from '../language/parser';
import { HOST_SOURCES, REPOSITORY } from './places';

const run = promisify(execFile);

const RUNTIME = join(HOST_SOURCES, 'runtime');
const CACHE = join(REPOSITORY, 'node_modules/.cache/mql5-host');

const COMMON = [
  '-std=c++17',
  '-fwrapv',
  '-ftrivial-auto-var-init=pattern',
  '-pipe',
  '-Werror=return-type',
  '-Werror=uninitialized',
];
const STRICT = [
  '-Wall',
  '-Wextra',
  '-Wshadow',
  '-Wconversion',
  '-Wsign-compare',
  '-Wno-switch',
  '-Wno-unused-parameter',
  '-Wno-unused-variable',
  '-Wno-unused-function',
  '-Werror',
];

export type Build = 'plain' | 'sanitized';

const FLAGS: Readonly<Record<Build, readonly string[]>> = {
  plain: ['-O1', '-g1'],
  sanitized: [
    '-O1',
    '-g1',
    '-fsanitize=address,undefined',
    '-fno-sanitize-recover=all',
    '-fno-omit-frame-pointer',
  ],
};

/** `npm test` installs it where it may; whoever starts one test file is told how. */
function compiler(): string {
  if (isThere('g++')) return 'g++';
  const command = process.platform === 'darwin' ? 'xcode-select --install' : 'sudo apt-get install -y g++';
  throw new Error(`The Expert Advisor's tests need a C++17 compiler. Run: ${command}`);
}

function isThere(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const builds = new Map<string, Promise<string>>();
let drafts = 0;

/** Translates an Expert Advisor, compiles it with the runtime and answers the program's path. */
export function buildProgram(source: string, build: Build = 'plain'): Promise<string> {
  const key = `${build} ${source}`;
  const known = builds.get(key) ?? compile(source, build);
  builds.set(key, known);
  return known;
}

async function compile(source: string, build: Build): Promise<string> {
  const api = loadApi();
  const program = parseProgram(source, {
    includeDirectory: join(REPOSITORY, 'mql5/Include'),
    knownTypes: api.types,
  });
  const code = emitProgram(program);
  const objects = await runtimeObjects(build, emitApi(api.program));
  const generated = generatedDirectory(emitApi(api.program));
  const key = hash(code, build, ...objects);
  const target = join(CACHE, `ea-${key}`);
  if (existsSync(target)) return target;
  const file = `${target}.cpp`;
  writeFileSync(file, code);
  const draft = draftOf(target);
  await run(
    compiler(),
    [...COMMON, ...STRICT, ...FLAGS[build], '-I', RUNTIME, '-I', generated, file, ...objects, '-o', draft],
    {
      maxBuffer: 64 << 20,
    },
  );
  renameSync(draft, target);
  return target;
}

async function runtimeObjects(build: Build, apiHeader: string): Promise<string[]> {
  const names = readdirSync(RUNTIME);
  const headers = names
    .filter((name) => name.endsWith('.hpp'))
    .map((name) => readFileSync(join(RUNTIME, name), 'utf8'));
  const generated = generatedDirectory(apiHeader);
  const flags = [...COMMON, '-Wall', '-Wextra', '-Wshadow', ...FLAGS[build]];
  const objects: string[] = [];
  const work: (() => Promise<void>)[] = [];
  for (const name of names.filter((n) => n.endsWith('.cpp'))) {
    const file = join(RUNTIME, name);
    const key = hash(readFileSync(file, 'utf8'), ...headers, apiHeader, ...flags);
    const object = join(CACHE, `${name.replace(/\.cpp$/, '')}-${key}.o`);
    objects.push(object);
    if (existsSync(object)) continue;
    work.push(async () => {
      const draft = draftOf(object);
      await run(compiler(), [...flags, '-I', RUNTIME, '-I', generated, '-c', file, '-o', draft], {
        maxBuffer: 64 << 20,
      });
      renameSync(draft, object);
    });
  }
  await inPairs(work);
  return objects;
}

/** Two compilers at a time: a laptop's worth, and what the continuous build has. */
async function inPairs(work: (() => Promise<void>)[]): Promise<void> {
  const queue = [...work];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await next();
  };
  await Promise.all([worker(), worker()]);
}

function generatedDirectory(apiHeader: string): string {
  const directory = join(CACHE, `api-${hash(apiHeader)}`);
  const file = join(directory, 'api.generated.hpp');
  if (existsSync(file)) return directory;
  mkdirSync(directory, { recursive: true });
  const draft = draftOf(file);
  writeFileSync(draft, apiHeader);
  renameSync(draft, file);
  return directory;
}

/** Written aside and renamed: two test workers may build the same thing at once. */
function draftOf(file: string): string {
  return `${file}.${process.pid}.${++drafts}`;
}

function hash(...parts: readonly string[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\0');
  return sum.digest('hex').slice(0, 16);
}
