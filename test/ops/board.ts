import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tool';

interface Source {
  readonly type: string;
  readonly uid: string;
}

export interface Target {
  readonly datasource: Source;
  readonly expr?: string;
  readonly rawSql?: string;
}

interface Link {
  readonly title: string;
  readonly url: string;
}

export interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly description?: string;
  readonly links?: readonly Link[];
  readonly datasource?: Source;
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  readonly targets?: readonly Target[];
}

export interface Board {
  readonly id?: unknown;
  readonly uid: string;
  readonly editable: boolean;
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly annotations: { readonly list: readonly { readonly expr?: string }[] };
  readonly templating: {
    readonly list: readonly {
      readonly name: string;
      readonly type: string;
      readonly query: string | { readonly query: string };
    }[];
  };
}

/** A board of `monitoring/`, as Grafana imports it. */
export function readBoard(file: string): Board {
  return JSON.parse(readFileSync(join(ROOT, 'monitoring', file), 'utf8')) as Board;
}

export function targetsOf({ panels }: Board): readonly (Target & { readonly title: string })[] {
  return panels.flatMap(({ title, targets = [] }) => targets.map((target) => ({ ...target, title })));
}
