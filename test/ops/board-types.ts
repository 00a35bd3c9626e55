import { join } from 'node:path';
import ts from 'typescript';
import { type Board, type Panel } from './board';
import { compileText } from './compile-text';
import { ROOT } from './tool';

const RAW = '@grafana/schema/dist/types/raw';

/** Grafana's own types of what each kind of panel may be told. */
const PANELS: Readonly<Record<string, string>> = {
  timeseries: `${RAW}/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen.d.ts`,
  stat: `${RAW}/composable/stat/panelcfg/x/StatPanelCfg_types.gen.d.ts`,
  table: `${RAW}/composable/table/panelcfg/x/TablePanelCfg_types.gen.d.ts`,
};

/** As JSON writes it: the value of an enum for its name, and what Grafana fills in by itself left out. */
const WRITTEN = `
type Written<T> = T extends string ? \`\${T}\`
  : T extends readonly (infer E)[] ? Written<E>[]
  : T extends object ? { [K in keyof T]?: Written<T[K]> } : T;
`;

/** What TypeScript finds wrong with a board, panel by panel: a word that Grafana does not know draws nothing, and says so nowhere. */
export function boardFaults({ panels, ...board }: Board): string[] {
  const imports = Object.entries(PANELS).map(([name, path]) => `import type * as ${name} from '${path}';`);
  const source = [
    `import type * as grafana from '${RAW}/dashboard/x/dashboard_types.gen.d.ts';`,
    ...imports,
    WRITTEN,
    literal('board', withoutQueries(board), 'grafana.Dashboard'),
    ...panels.flatMap(panelLiterals),
  ].join('\n');
  return compileText(join(ROOT, 'test/ops/board.generated.ts'), source, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
}

/** What annotations and variables ask is their data source's business, and other tests'. */
function withoutQueries({ annotations, templating, ...board }: Omit<Board, 'panels'>): object {
  return {
    ...board,
    annotations: {
      list: annotations.list.map((each) => omit(each, ['expr', 'step', 'titleFormat', 'textFormat'])),
    },
    templating: { list: templating.list.map((each) => omit(each, ['definition'])) },
  };
}

function omit(from: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)));
}

function panelLiterals(panel: Panel, index: number): string[] {
  if (panel.type === 'row') return [literal(`p${index}`, panel, 'grafana.RowPanel')];
  if (!(panel.type in PANELS)) return [`const p${index}: never = ${JSON.stringify(panel.type)};`];
  const { options, fieldConfig, ...rest } = panel as Panel & {
    readonly options?: unknown;
    readonly fieldConfig?: { readonly defaults: { readonly custom?: unknown } };
  };
  const { custom, ...defaults } = fieldConfig?.defaults ?? {};
  return [
    literal(`p${index}`, { ...rest, fieldConfig: { ...fieldConfig, defaults } }, 'grafana.Panel'),
    literal(`o${index}`, options ?? {}, `${panel.type}.Options`),
    ...(custom === undefined ? [] : [literal(`c${index}`, custom, `${panel.type}.FieldConfig`)]),
  ];
}

function literal(name: string, value: unknown, type: string): string {
  return `export const ${name} = (${JSON.stringify(value)}) satisfies Written<${type}>;`;
}
