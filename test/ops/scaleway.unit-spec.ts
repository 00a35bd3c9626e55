import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseHcl } from '@cdktf/hcl2json';
import { parseAllDocuments } from 'yaml';
import { describeWith, ROOT, run } from './tool';

const DIRECTORY = join(ROOT, 'deploy/scaleway');

interface Words {
  readonly arguments: readonly string[];
  readonly required: readonly string[];
  readonly attributes: readonly string[];
}

type Block = Readonly<Record<string, unknown>>;

interface Hcl {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, readonly Block[]>>>>;
  readonly variable?: Readonly<Record<string, readonly Block[]>>;
}

/** What the provider's documentation of 2026-08-21 names for each resource. */
const WORDS = JSON.parse(readFileSync(join(__dirname, 'scaleway-arguments.json'), 'utf8')) as Readonly<
  Record<string, Words>
>;
/** Terraform's own, in every resource. */
const META = ['for_each', 'depends_on', 'dynamic', 'content', 'lifecycle', 'count'];

const files = readdirSync(DIRECTORY).filter((file) => file.endsWith('.tf'));
const text = files.map((file) => readFileSync(join(DIRECTORY, file), 'utf8')).join('\n');

/** The names of a block's arguments, and of its inner blocks' arguments; settings are names of PostgreSQL and Redis. */
function namesIn(block: unknown): string[] {
  if (Array.isArray(block)) return block.flatMap(namesIn);
  if (typeof block !== 'object' || block === null) return [];
  return Object.entries(block).flatMap(([name, inner]: [string, unknown]) =>
    name === 'settings' ? [name] : [name, ...(name === 'dynamic' ? dynamicNames(inner) : namesIn(inner))],
  );
}

function dynamicNames(inner: unknown): string[] {
  return Object.entries(inner as Record<string, { content: unknown }[]>).flatMap(([name, blocks]) => [
    name,
    ...blocks.flatMap(({ content }) => namesIn(content)),
  ]);
}

describe('deploy/scaleway', () => {
  const resources: { type: string; name: string; block: Block }[] = [];
  const variables = new Set<string>();

  beforeAll(async () => {
    for (const file of files) {
      const hcl = (await parseHcl(file, readFileSync(join(DIRECTORY, file), 'utf8'))) as Hcl;
      for (const name of Object.keys(hcl.variable ?? {})) variables.add(name);
      for (const [type, named] of Object.entries(hcl.resource ?? {})) {
        for (const [name, [block = {}]] of Object.entries(named)) resources.push({ type, name, block });
      }
    }
  });

  it('says to each resource only what the provider knows, and all that it demands', () => {
    expect(resources.length).toBeGreaterThan(20);
    for (const { type, name, block } of resources) {
      const words = WORDS[type];
      expect([type, words !== undefined]).toEqual([type, true]);
      const unknown = namesIn(block).filter(
        (word) => !META.includes(word) && !words?.arguments.includes(word),
      );
      expect([type, name, unknown]).toEqual([type, name, []]);
      const given = [...Object.keys(block), ...Object.keys((block['dynamic'] as object | undefined) ?? {})];
      expect([type, name, words?.required.filter((word) => !given.includes(word))]).toEqual([type, name, []]);
    }
  });

  it('refers to resources, attributes and variables that are there', () => {
    const made = new Set(resources.map(({ type, name }) => `${type}.${name}`));
    const references = [...text.matchAll(/\b(scaleway_\w+)\.(\w+)(?:\[[^\]]*\])?(?:\.(\w+))?/g)];
    expect(references.length).toBeGreaterThan(30);
    for (const [all, type = '', name = '', attribute = 'id'] of references) {
      expect([all, made.has(`${type}.${name}`)]).toEqual([all, true]);
      const { arguments: args = [], attributes = [] } = WORDS[type] ?? {};
      expect([all, ['id', ...args, ...attributes].includes(attribute)]).toEqual([all, true]);
    }
    const asked = new Set([...text.matchAll(/\bvar\.(\w+)/g)].map(([, name]) => name));
    expect([...asked].sort()).toEqual([...variables].sort());
  });

  it('keeps no password in the state, lets the world nowhere in, and lets Redis forget nothing', () => {
    expect(text).not.toMatch(/\n\s*password\s*=/);
    expect(text.replace(/validation \{[\s\S]*?\}/g, '')).not.toContain('0.0.0.0/0');
    expect(text).toContain('"maxmemory-policy" = "noeviction"');
    expect(text).toMatch(/is_public\s+= false/);
    expect(readFileSync(join(DIRECTORY, 'terraform.tfvars.example'), 'utf8')).not.toContain('0.0.0.0/0');
  });

  it('makes the secrets that the cluster asks for', () => {
    const asked = parseAllDocuments(
      readFileSync(join(ROOT, 'k8s/components/external-secrets/external-secret.yaml'), 'utf8'),
    )
      .map((document) => document.toJS() as { spec: { data: { remoteRef: { key: string } }[] } })
      .flatMap(({ spec }) => spec.data.map(({ remoteRef }) => remoteRef.key.replace('name:', '')));
    const named = /secret_names = toset\(\[(.*?)\]\)/.exec(text)?.[1] ?? '';
    const made = [...named.matchAll(/"([\w-]+)"/g)].map(([, name]) => `rubi-studio-${name}`);
    expect([...made, 'rubi-studio-ca'].sort()).toEqual(asked.sort());
  });

  it('lets the database hold what all pods open together', () => {
    const pool = Number(
      /DATABASE_POOL_SIZE: '(\d+)'/.exec(readFileSync(join(ROOT, 'k8s/base/config.yaml'), 'utf8'))?.[1],
    );
    const most = Number(/database_max_connections"[\s\S]*?default\s+= (\d+)/.exec(text)?.[1]);
    // (10 API pods + 10 workers + 2 of a release that rolls) × 10 = 220
    expect((10 + 10 + 2) * pool).toBeLessThanOrEqual(most);
  });
});

describeWith('terraform', 'deploy/scaleway, as Terraform writes it', () => {
  it('is formatted', async () => {
    await run('terraform', 'fmt', '-check', '-recursive', 'deploy/scaleway');
  });
});

describeWith('shellcheck', 'shell scripts', () => {
  it('hold no trap that is known', async () => {
    await run('shellcheck', 'deploy/scaleway/install-database.sh', 'test/ops/check-image.sh', '.ci/run');
  });
});
