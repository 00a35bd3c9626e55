import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { register } from 'prom-client';
import { parse } from 'yaml';
import { startTestApp, type TestApp } from '../support/test-app';
import { readBoard, targetsOf } from './board';
import { parsePromql } from './promql';
import { ROOT } from './tool';

/** Metrics of others that boards and alerts may ask for, and their labels. */
const OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  up: [],
  ALERTS: ['alertname', 'alertstate', 'severity'],
  redis_evicted_keys_total: [],
  pg_database_size_bytes: ['datname'],
  probe_ssl_earliest_cert_expiry: [],
};
/** Prometheus puts these to every series that it scrapes. */
const BY_PROMETHEUS = ['job', 'instance'];

interface Rule {
  readonly alert: string;
  readonly expr: string;
}

const rules = (
  parse(readFileSync(join(ROOT, 'monitoring/alerts/rubi-studio.yml'), 'utf8')) as {
    groups: { rules: Rule[] }[];
  }
).groups.flatMap((group) => group.rules);
const board = readBoard('grafana-dashboard.json');

const EXPRESSIONS: readonly (readonly [string, string])[] = [
  ...targetsOf(board).map(({ title, expr = '' }) => [`board: ${title}`, expr] as const),
  ...board.annotations.list.map(({ expr = '' }) => ['board: annotation', expr] as const),
  ...rules.map(({ alert, expr }) => [`alert: ${alert}`, expr] as const),
  ['scaling of workers', /^ +query: (.+)$/m.exec(workerScaling())?.[1] ?? ''],
];

function workerScaling(): string {
  return readFileSync(join(ROOT, 'k8s/overlays/production/worker-scaling.yaml'), 'utf8');
}

describe('what boards and alerts ask Prometheus for', () => {
  let test: TestApp;
  /** Every name that is scraped, and the labels of its series. */
  const scraped = new Map<string, readonly string[]>(Object.entries(OF_OTHERS));

  beforeAll(async () => {
    test = await startTestApp();
    const text = await (await fetch(`${test.url}/metrics`)).text();
    for (const [, name = '', type = ''] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
      const metric = register.getSingleMetric(name) as { labelNames?: string[] } | undefined;
      const labels = metric?.labelNames ?? [];
      if (type !== 'histogram') scraped.set(name, labels);
      else for (const part of ['_bucket', '_sum', '_count']) scraped.set(name + part, [...labels, 'le']);
    }
  });

  afterAll(() => test.close());

  it.each(EXPRESSIONS)('%s: can be read, and is there', (_where, expression) => {
    const { faults, selected, groupedBy } = parsePromql(expression);
    expect(faults).toEqual([]);
    expect(selected.length).toBeGreaterThan(0);
    const reachable = new Set<string>(BY_PROMETHEUS);
    for (const { metric, labels } of selected) {
      expect(scraped.has(metric) ? metric : `${metric}, which nobody tells`).toBe(metric);
      const own = [...(scraped.get(metric) ?? []), ...BY_PROMETHEUS];
      for (const label of labels) expect(own).toContain(label);
      for (const label of own) reachable.add(label);
    }
    for (const label of groupedBy) expect([...reachable]).toContain(label);
  });

  it('leaves nothing out that the house tells of itself', () => {
    const asked = new Set(
      EXPRESSIONS.flatMap(([, text]) => parsePromql(text).selected.map(({ metric }) => metric)),
    );
    const families = (names: Iterable<string>): string[] => [
      ...new Set(
        [...names]
          .filter((name) => name.startsWith('rubi_'))
          .map((name) => name.replace(/_(bucket|sum|count)$/, '')),
      ),
    ];
    expect(families(asked).sort()).toEqual(families(scraped.keys()).sort());
  });

  it('notices a name that does not exist and a bracket that is missing', () => {
    expect(parsePromql('sum(rate(rubi_signals_total[5m])').faults).not.toEqual([]);
    expect(parsePromql('sum by (rule) (rubi_nothing{a="b"})')).toEqual({
      faults: [],
      selected: [{ metric: 'rubi_nothing', labels: ['a'] }],
      groupedBy: ['rule'],
    });
  });
});
