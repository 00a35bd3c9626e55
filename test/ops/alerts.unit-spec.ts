import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { healthy, SCENARIOS } from './alert-scenarios';
import { describeWith, ROOT, run } from './tool';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: {
    readonly summary: string;
    readonly description: string;
    readonly runbook_url: string;
  };
}

const RULES = join(ROOT, 'monitoring/alerts/rubi-studio.yml');
const RUNBOOKS = join(ROOT, 'docs/runbooks');
const PAGES = 'https://github.com/pivori-app/rubi-studio/blob/main/docs/runbooks/';

const { groups } = parse(readFileSync(RULES, 'utf8')) as { groups: { name: string; rules: Alert[] }[] };
const alerts = groups.flatMap(({ rules }) => rules);

describe('alert rules', () => {
  it('say what is wrong, how bad it is, and where to read on', () => {
    for (const { alert, labels, annotations } of alerts) {
      expect(alert).toMatch(/^Rubi[A-Z]\w+$/);
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
      expect([alert, annotations.summary.length > 10, annotations.description.length > 20]).toEqual([
        alert,
        true,
        true,
      ]);
    }
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
  });

  it('have a page each that says what to do, and no page is left over', () => {
    const pages = alerts.map(({ annotations }) => annotations.runbook_url.replace(PAGES, ''));
    expect(
      readdirSync(RUNBOOKS).filter((file) => /^[A-Z]/.exec(file) === null && !file.startsWith('incident-')),
    ).toEqual([...pages].sort());
    alerts.forEach(({ alert }, index) => {
      const page = readFileSync(join(RUNBOOKS, pages[index] ?? ''), 'utf8');
      expect(page.split('\n')[0]).toBe(`# ${alert}`);
      for (const heading of ['## What it means', '## What to do'])
        expect([alert, page]).toEqual([alert, expect.stringContaining(heading)]);
    });
  });

  it('are listed with what they say, for whoever comes without a link', () => {
    const list = readFileSync(join(RUNBOOKS, 'README.md'), 'utf8');
    for (const { alert, labels, annotations } of alerts) {
      const page = annotations.runbook_url.replace(PAGES, '');
      const row = list.split('\n').find((line) => line.includes(`[${alert}](${page})`)) ?? '';
      const cells = row.split('|').map((cell) => cell.trim());
      expect(cells.slice(2, 4)).toEqual([labels.severity, annotations.description]);
    }
  });

  it('are each tried in a scenario', () => {
    const tried = new Set(SCENARIOS.flatMap(({ firing }) => firing.flatMap(([, names]) => names)));
    expect([...tried].sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  });
});

describeWith('promtool', 'alert rules, as Prometheus understands them', () => {
  it('are valid, and so is what scrapes', async () => {
    await run('promtool', 'check', 'rules', RULES);
    await run('promtool', 'check', 'config', '--syntax-only', 'monitoring/prometheus.yml');
  });

  it('fire when they should, and not before', async () => {
    const severities = new Map(alerts.map(({ alert, labels }) => [alert, labels.severity]));
    const tests = {
      rule_files: [RULES],
      evaluation_interval: '1m',
      tests: SCENARIOS.map(({ name, minutes, changes, firing }) => ({
        name,
        interval: '1m',
        input_series: Object.entries({ ...healthy(minutes), ...changes }).map(([series, values]) => ({
          series,
          values,
        })),
        promql_expr_test: firing.map(([at, names]) => ({
          expr: 'count by (alertname, severity) (ALERTS{alertstate="firing"})',
          eval_time: at,
          exp_samples: names.map((name) => ({
            labels: `{alertname="${name}", severity="${severities.get(name) ?? ''}"}`,
            value: 1,
          })),
        })),
      })),
    };
    const directory = await mkdtemp(join(tmpdir(), 'rubi-studio-alerts-'));
    try {
      const file = join(directory, 'scenarios.yml');
      await writeFile(file, stringify(tests));
      expect(await run('promtool', 'test', 'rules', file)).toContain('SUCCESS');
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
