import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readConfiguration } from '../../src/platform/config/read-configuration';
import { END_WITHIN_MS, START_WITHIN_MS } from '../../src/platform/health/endings';
import { hasTypes, type Manifest, typeFaults } from './kubernetes-types';
import { faultsOf, knownVariables, SECRETS } from './settings';
import { describeWith, ROOT, run } from './tool';

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly envFrom?: readonly {
    readonly configMapRef?: { readonly name: string };
    readonly secretRef?: { readonly name: string };
  }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly lifecycle?: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly resources: { readonly limits: { readonly memory: string } };
  readonly securityContext: unknown;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

interface PodSpec {
  readonly automountServiceAccountToken: boolean;
  readonly serviceAccountName: string;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly containers: readonly Container[];
  readonly terminationGracePeriodSeconds?: number;
}

interface PodTemplate {
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: PodSpec;
}

/** What the pages of a process are, as `test/e2e/health` and `metrics` hold it to. */
const HEALTH_PAGES = ['/health/live', '/health/ready'];
/** A terminal whose trader has set nothing calls as often. */
const SLOWEST_DEFAULT_INTERVAL_MS = 5_000;
const OVERLAYS = ['dev', 'production'] as const;

function parse(yaml: string): Manifest[] {
  return parseAllDocuments(yaml).map((document) => {
    const [fault] = document.errors;
    if (fault) throw fault;
    return document.toJS() as Manifest;
  });
}

function templateOf(manifest: Manifest): PodTemplate | undefined {
  return (manifest['spec'] as { template?: PodTemplate } | undefined)?.template;
}

function workloads(manifests: readonly Manifest[]): (readonly [string, PodTemplate])[] {
  return manifests
    .filter(({ kind }) => ['Deployment', 'Job'].includes(kind))
    .map((manifest) => [manifest.metadata.name, templateOf(manifest)] as const)
    .filter((entry): entry is readonly [string, PodTemplate] => entry[1] !== undefined);
}

function only(manifests: readonly Manifest[], kind: string, name?: string): Manifest {
  const [found, second] = manifests.filter(
    (each) => each.kind === kind && (name === undefined || each.metadata.name === name),
  );
  if (!found || second) throw new Error(`There is not exactly one ${kind} ${name ?? ''}`);
  return found;
}

function settingsOf(manifests: readonly Manifest[]): Record<string, string> {
  return only(manifests, 'ConfigMap', 'rubi-studio')['data'] as Record<string, string>;
}

describe('k8s', () => {
  it('is YAML that can be read, file by file', () => {
    const files = readdirSync(join(ROOT, 'k8s'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.yaml'),
    );
    expect(files.length).toBeGreaterThan(12);
    for (const file of files) {
      for (const document of parseAllDocuments(readFileSync(join(ROOT, 'k8s', file), 'utf8'))) {
        expect([file, document.errors, document.warnings]).toEqual([file, [], []]);
      }
    }
  });

  it('keeps no secret: the example is no part of any overlay, and would be refused', () => {
    const path = join(ROOT, 'k8s/overlays/production/secret.example.yaml');
    const [secret] = parse(readFileSync(path, 'utf8'));
    const values = secret?.['stringData'] as Record<string, string>;
    expect(Object.keys(values)).toEqual(Object.keys(SECRETS));
    const faults = faultsOf({ NODE_ENV: 'production', ...values });
    expect(faults.join()).toMatch(/API_SECRET_KEY is a placeholder/);
    expect(faults.join()).toMatch(/JWT_SECRET is a placeholder/);
  });
});

describeWith('kubectl', 'k8s overlays', () => {
  const rendered = new Map<string, readonly Manifest[]>();

  beforeAll(async () => {
    for (const overlay of OVERLAYS) {
      rendered.set(overlay, parse(await run('kubectl', 'kustomize', `k8s/overlays/${overlay}`)));
    }
  });

  describe.each(OVERLAYS)('%s', (overlay) => {
    const all = (): readonly Manifest[] => rendered.get(overlay) ?? [];

    it('has the right types and no field that Kubernetes does not know', () => {
      expect(typeFaults(all())).toEqual([]);
      expect(
        new Set(
          all()
            .filter((each) => !hasTypes(each))
            .map(({ kind }) => kind),
        ),
      ).toEqual(new Set(overlay === 'production' ? ['ExternalSecret'] : []));
    });

    it('sets only what the program reads, and to values that it takes', () => {
      const known = knownVariables();
      const settings = settingsOf(all());
      for (const [name, { spec }] of workloads(all())) {
        for (const { env = [] } of spec.containers) {
          const own = Object.fromEntries(env.map((each) => [each.name, each.value]));
          for (const variable of [...Object.keys(own), ...Object.keys(settings)]) {
            expect([name, variable, known.has(variable)]).toEqual([name, variable, true]);
          }
          expect(faultsOf({ ...SECRETS, ...settings, ...own })).toEqual([]);
        }
      }
      expect(settings['NODE_ENV']).toBe('production');
    });

    it('takes settings and secrets from where they are', () => {
      for (const [, { spec }] of workloads(all())) {
        for (const { envFrom } of spec.containers) {
          expect(envFrom).toEqual([
            { configMapRef: { name: 'rubi-studio' } },
            { secretRef: { name: 'rubi-studio' } },
          ]);
        }
      }
      expect(all().some(({ kind }) => kind === 'Secret')).toBe(false);
    });

    it('runs as nobody, changes nothing on its disk, and speaks to no cluster', () => {
      const loads = workloads(all());
      expect(loads.map(([name]) => name).sort()).toEqual(['api', 'migrate', 'worker']);
      for (const [, { spec }] of loads) {
        expect(spec.automountServiceAccountToken).toBe(false);
        expect(spec.securityContext).toEqual({
          runAsNonRoot: true,
          runAsUser: 10001,
          runAsGroup: 10001,
          seccompProfile: { type: 'RuntimeDefault' },
        });
        for (const { securityContext, volumeMounts, resources } of spec.containers) {
          expect(securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          });
          expect(volumeMounts.map(({ mountPath }) => mountPath)).toContain('/tmp');
          expect(resources.limits.memory).toMatch(/^\d+Mi$/);
        }
      }
    });

    it('probes pages that are there, on ports that are open', () => {
      const settings = settingsOf(all());
      const ports: Record<string, Record<string, number>> = {
        api: { http: Number(settings['API_PORT']), metrics: Number(settings['PROMETHEUS_PORT']) },
        // A worker alone opens no API.
        worker: { metrics: Number(settings['PROMETHEUS_PORT']) },
      };
      for (const [name, template] of workloads(all()).filter(([each]) => each !== 'migrate')) {
        const [container] = template.spec.containers;
        if (!container) throw new Error(`${name} has no container`);
        expect(Object.fromEntries((container.ports ?? []).map((p) => [p.name, p.containerPort]))).toEqual(
          ports[name],
        );
        for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
          expect(HEALTH_PAGES).toContain(probe?.httpGet.path);
          expect(Object.keys(ports[name] ?? {})).toContain(probe?.httpGet.port);
        }
        expect(container.livenessProbe?.httpGet.path).toBe('/health/live');
        expect(container.readinessProbe?.httpGet.path).toBe('/health/ready');
        expect(container.env).toContainEqual({ name: 'ROLES', value: name });
        expect(template.metadata.annotations?.['prometheus.io/port']).toBe(settings['PROMETHEUS_PORT']);
      }
    });

    it('leaves a quarter of the memory to what is not the heap', () => {
      for (const [name, { spec }] of workloads(all()).filter(([each]) => each !== 'migrate')) {
        const [container] = spec.containers;
        const heap = /--max-old-space-size=(\d+)/.exec(
          container?.env?.find((each) => each.name === 'NODE_OPTIONS')?.value ?? '',
        )?.[1];
        const limit = Number.parseInt(container?.resources.limits.memory ?? '', 10);
        expect([name, Number(heap)]).toEqual([name, limit * 0.75]);
      }
    });

    it('selects pods that exist', () => {
      const labels = new Map(workloads(all()).map(([name, { metadata }]) => [name, metadata.labels]));
      const selectors: [string, unknown][] = all().flatMap((each): [string, unknown][] => {
        const spec = each['spec'] as { selector?: { matchLabels?: unknown } } | undefined;
        if (each.kind === 'Service') return [[each.metadata.name, spec?.selector]];
        if (['Deployment', 'PodDisruptionBudget'].includes(each.kind))
          return [[each.metadata.name, spec?.selector?.matchLabels]];
        return [];
      });
      expect(selectors.length).toBe(5);
      for (const [name, selector] of selectors) expect(labels.get(name)).toMatchObject(selector as object);
    });

    it('runs a migration with a command that is there', () => {
      const template = templateOf(only(all(), 'Job', 'migrate'));
      const [, script = '', command] = template?.spec.containers[0]?.command ?? [];
      expect(script).toMatch(/^dist\/src\/.*\.js$/);
      expect(existsSync(join(ROOT, script.replace('dist/', '').replace('.js', '.ts')))).toBe(true);
      expect(command).toBe('run');
    });

    it('lets a pod finish what it has begun: to be forgotten, to drain, and to close, even in the middle of a start', () => {
      const drainMs = readConfiguration({ ...SECRETS, ...settingsOf(all()) }).drainMs;
      const api = templateOf(only(all(), 'Deployment', 'api'))?.spec;
      const forgotten = api?.containers[0]?.lifecycle?.preStop.sleep.seconds ?? 0;
      expect(forgotten).toBeGreaterThanOrEqual(5);
      expect(drainMs).toBeGreaterThan(SLOWEST_DEFAULT_INTERVAL_MS);
      expect(api?.terminationGracePeriodSeconds).toBeGreaterThan(
        forgotten + (drainMs + START_WITHIN_MS + END_WITHIN_MS) / 1000,
      );
      // A worker has no callers, and ends when its decisions are written.
      const worker = templateOf(only(all(), 'Deployment', 'worker'))?.spec;
      expect(worker?.terminationGracePeriodSeconds).toBeGreaterThan((START_WITHIN_MS + END_WITHIN_MS) / 1000);
    });
  });

  it('lets autoscalers decide how many there are, and does not reset their numbers', () => {
    const production = rendered.get('production') ?? [];
    for (const name of ['api', 'worker']) {
      expect(only(production, 'Deployment', name)['spec']).not.toHaveProperty('replicas');
    }
    const scaled = ['HorizontalPodAutoscaler', 'ScaledObject'].map((kind) => only(production, kind)['spec']);
    expect(scaled).toEqual([
      expect.objectContaining({ minReplicas: 2, maxReplicas: 10 }),
      expect.objectContaining({ minReplicaCount: 2, maxReplicaCount: 10 }),
    ]);
  });

  it('holds no more database connections than the managed instance has', () => {
    const production = rendered.get('production') ?? [];
    const pool = Number(settingsOf(production)['DATABASE_POOL_SIZE']);
    // (10 + 10 pods + 2 more while a release rolls) × 10 = 220
    expect((10 + 10 + 2) * pool).toBeLessThanOrEqual(220);
  });

  it('says which secrets it takes from the secret manager', () => {
    const external = (rendered.get('production') ?? []).filter(({ kind }) => kind === 'ExternalSecret');
    const keys = external.map(
      ({ spec }) => (spec as { data: { secretKey: string; remoteRef: { key: string } }[] }).data,
    );
    expect(keys.flat().map(({ secretKey }) => secretKey)).toEqual([...Object.keys(SECRETS), 'ca.pem']);
    for (const { remoteRef } of keys.flat()) expect(remoteRef.key).toMatch(/^name:rubi-studio-[a-z-]+$/);
  });

  it('sends reports and traces where an overlay takes the component for it', async () => {
    const overlay = mkdtempSync(join(tmpdir(), 'rubi-studio-overlay-'));
    const here = relative(overlay, join(ROOT, 'k8s'));
    writeFileSync(
      join(overlay, 'kustomization.yaml'),
      `resources: [${here}/overlays/production]\ncomponents: [${here}/components/telemetry]\n`,
    );
    const watched = parse(await run('kubectl', 'kustomize', overlay));
    rmSync(overlay, { recursive: true });
    expect(typeFaults(watched)).toEqual([]);
    const settings = settingsOf(watched);
    expect(Object.keys(settings).filter((name) => !knownVariables().has(name))).toEqual([]);
    expect(faultsOf({ ...SECRETS, ...settings })).toEqual([]);
    expect(settings['OTEL_EXPORTER_OTLP_ENDPOINT']).toMatch(/:4318$/);
    expect(only(watched, 'NetworkPolicy', 'telemetry')['spec']).toMatchObject({
      egress: [{ ports: [{ port: 4318 }] }, { ports: [{ port: 443 }] }],
    });
  });

  it('finds slips of the pen', () => {
    const worker = only(rendered.get('dev') ?? [], 'Deployment', 'worker');
    const slipped = JSON.parse(JSON.stringify(worker).replace('livenessProbe', 'livenesProbe')) as Manifest;
    expect(typeFaults([slipped]).join()).toMatch(/livenesProbe/);
    const wrong = JSON.parse(JSON.stringify(worker).replace('"replicas":1', '"replicas":"one"')) as Manifest;
    expect(typeFaults([wrong]).join()).toMatch(/string.*number/);
  });
});
