import { type Board, type Panel, readBoard, targetsOf } from './board';

const BOARDS = [
  ['grafana-dashboard.json', 'prometheus'],
  ['grafana-trader.json', 'grafana-postgresql-datasource'],
] as const;

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
