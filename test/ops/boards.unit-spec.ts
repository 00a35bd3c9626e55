import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Board, type Panel, readBoard, targetsOf } from './board';
import { boardFaults } from './board-types';
import { parsePromql } from './promql';
import { ROOT } from './tool';

const BOARDS = [
  ['grafana-dashboard.json', 'prometheus'],
  ['grafana-trader.json', 'grafana-postgresql-datasource'],
] as const;

const PAGES = 'https://github.com/pivori-app/rubi-studio/blob/main/';

function overlap({ gridPos: a }: Panel, { gridPos: b }: Panel): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

describe.each(BOARDS)('monitoring/%s', (file, source) => {
  const board: Board = readBoard(file);

  it('can be imported and provisioned alike: its data source is a choice, and its address its own', () => {
    expect(board).not.toHaveProperty('id');
    expect(board).not.toHaveProperty('__inputs');
    expect(board.uid).toMatch(/^[a-z-]{3,40}$/);
    expect(board.editable).toBe(true);
    expect(board.schemaVersion).toBeGreaterThanOrEqual(39);
    expect(board.schemaVersion).toBeLessThanOrEqual(41);
    expect(board.templating.list[0]).toMatchObject({ name: 'datasource', type: 'datasource', query: source });
    for (const { datasource } of [
      ...board.panels.filter(({ type }) => type !== 'row'),
      ...targetsOf(board),
    ]) {
      expect(datasource).toEqual({ type: source, uid: '${datasource}' });
    }
  });

  it('has panels of their own number and place, with a unit', () => {
    const { panels } = board;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const [index, panel] of panels.entries()) {
      expect(panel.gridPos.x + panel.gridPos.w).toBeLessThanOrEqual(24);
      for (const other of panels.slice(index + 1)) {
        expect([panel.title, other.title, overlap(panel, other)]).toEqual([panel.title, other.title, false]);
      }
      if (panel.type === 'row') continue;
      expect([panel.title, panel.fieldConfig?.defaults.unit]).toEqual([panel.title, expect.any(String)]);
      expect(panel.targets?.length).toBeGreaterThan(0);
    }
  });

  it('says only what Grafana understands', () => {
    expect(boardFaults(board)).toEqual([]);
    const slipped = JSON.stringify(board).replace('"calcs"', '"calcz"').replace('"absolute"', '"absolut"');
    const faults = boardFaults(JSON.parse(slipped) as Board).join();
    expect(faults).toContain('calcz');
    expect(faults).toContain('absolut');
  });

  it('says below each panel what it shows, and leads to pages that are there', () => {
    for (const { title, type, description = '', links = [] } of board.panels) {
      if (type !== 'row') expect([title, description.length > 10]).toEqual([title, true]);
      for (const { url } of links) {
        expect([title, url.startsWith(PAGES)]).toEqual([title, true]);
        expect([url, existsSync(join(ROOT, url.replace(PAGES, '')))]).toEqual([url, true]);
      }
    }
  });
});

it('monitoring/grafana-dashboard.json follows a signal, then the machine', () => {
  const rows = readBoard('grafana-dashboard.json').panels.filter(({ type }) => type === 'row');
  expect(rows.map(({ title }) => title)).toEqual([
    'Overview',
    'Signals',
    'Orders',
    'Sessions',
    'Queue',
    'HTTP',
    'Node',
  ]);
});

it('monitoring/grafana-dashboard.json shows what each alert on our own numbers rings for, beside its runbook', () => {
  const { groups } = parse(readFileSync(join(ROOT, 'monitoring/alerts/rubi-studio.yml'), 'utf8')) as {
    groups: {
      name: string;
      rules: { alert: string; expr: string; annotations: { runbook_url: string } }[];
    }[];
  };
  const panels = readBoard('grafana-dashboard.json').panels;
  const metricsOf = (expression: string): string[] =>
    parsePromql(expression).selected.map(({ metric }) => metric);
  const ours = groups.filter(({ name }) => name !== 'rubi-studio.surroundings').flatMap(({ rules }) => rules);
  for (const { alert, expr, annotations } of ours) {
    const beside = panels.filter(({ links = [] }) =>
      links.some(({ url }) => url === annotations.runbook_url),
    );
    const shown = beside.flatMap(({ targets = [] }) =>
      targets.flatMap((target) => metricsOf(target.expr ?? '')),
    );
    // Whether a process is there is shown by what it tells of itself.
    const wanted = metricsOf(expr).filter((metric) => !['up', 'process_start_time_seconds'].includes(metric));
    expect([alert, beside.length > 0]).toEqual([alert, true]);
    for (const metric of wanted) expect([alert, shown]).toEqual([alert, expect.arrayContaining([metric])]);
  }
});
