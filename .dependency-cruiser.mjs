/** Which room of the house may import which: the table of docs/adr/0002, as data. Rules are derived from it. */
export const MAY_IMPORT = (() => {
  const below = {};
  below.money = [];
  below.platform = ['money'];
  below.risk = ['money'];
  below.auth = ['money', 'platform'];
  below['mt5-session'] = [...below.auth, 'auth'];
  below.accounts = [...below['mt5-session'], 'mt5-session'];
  below.positions = below.accounts;
  below.signals = below.accounts;
  below.guard = [...below.accounts, 'accounts', 'positions', 'risk'];
  below.orders = [...below.guard, 'signals', 'guard'];
  const top = [...below.orders, 'orders'].filter((room) => room !== 'risk');
  below.sync = top;
  below.stats = top;
  below.live = top;
  return below;
})();

const rooms = Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
  name: `room:${room}`,
  severity: 'error',
  comment: `src/${room} may import only: ${allowed.join(', ') || 'nothing'}`,
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

/** One rule per room: its entities and repositories are its own. */
const tables = Object.keys(MAY_IMPORT).map((room) => ({
  name: `tables-stay-home:${room}`,
  severity: 'error',
  comment: `Only src/${room} touches the entities and repositories of src/${room}: call its service.`,
  from: { path: '^src/', pathNot: `^src/${room}/` },
  to: { path: `^src/${room}/.*\\.(entity|repository)\\.ts$` },
}));

export default {
  forbidden: [
    ...rooms,
    ...tables,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'pure',
      severity: 'error',
      comment: 'money and risk are pure: of all packages they may use decimal.js only.',
      from: { path: '^src/(money|risk)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/decimal\\.js' },
    },
    {
      name: 'tables-behind-repositories',
      severity: 'error',
      comment: 'Entities are read and written by repositories (and registered by their module).',
      from: {
        path: '^src/',
        pathNot: '\\.(repository|entity|module)\\.ts$',
      },
      to: { path: '\\.entity\\.ts$' },
    },
    {
      name: 'no-tests-in-code',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '(^test/|\\.spec\\.ts$)' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.(spec|d)\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
