import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The messages of contract/ by their path without `.json`, such as `signals/signal.seed.request`. */
export type ContractExamples = ReadonlyMap<string, unknown>;

/** Reads every example once. An installation without the folder documents itself without examples. */
export function readContractExamples(): ContractExamples {
  const folder = folderAbove(__dirname);
  if (folder === undefined) return new Map();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    files
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => [
        file.replaceAll('\\', '/').replace(/\.json$/, ''),
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
      ]),
  );
}

/** Sources and build output differ in depth. */
function folderAbove(directory: string): string | undefined {
  const folder = join(directory, 'contract');
  if (existsSync(join(folder, 'errors/problem.response.json'))) return folder;
  const parent = dirname(directory);
  return parent === directory ? undefined : folderAbove(parent);
}
