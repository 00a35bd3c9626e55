import { parser } from '@prometheus-io/lezer-promql';

/** One metric that an expression asks for, with the labels that it selects by. */
export interface Selected {
  readonly metric: string;
  readonly labels: readonly string[];
}

export interface Parsed {
  readonly faults: readonly string[];
  readonly selected: readonly Selected[];
  /** Labels that sums and counts are made by. */
  readonly groupedBy: readonly string[];
}

/** What Grafana puts in before it asks Prometheus. */
const VARIABLES: readonly (readonly [RegExp, string])[] = [
  [/\$__rate_interval|\$__interval/g, '5m'],
  [/\$\w+|\$\{\w+\}/g, 'anything'],
];

export function parsePromql(expression: string): Parsed {
  const text = VARIABLES.reduce((sum, [pattern, value]) => sum.replace(pattern, value), expression);
  const faults: string[] = [];
  const selected: { metric: string; labels: string[] }[] = [];
  const groupedBy: string[] = [];
  const said = ({ from, to }: { readonly from: number; readonly to: number }): string => text.slice(from, to);
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) faults.push(`at ${node.from}: ${text.slice(node.from, node.from + 20)}`);
      if (node.name === 'VectorSelector') {
        const name = node.node.getChild('Identifier');
        selected.push({ metric: name ? said(name) : '', labels: [] });
      }
      if (node.name !== 'LabelName') return;
      const isMatcher = ['UnquotedLabelMatcher', 'LabelMatcher'].includes(node.node.parent?.name ?? '');
      if (isMatcher) selected.at(-1)?.labels.push(said(node));
      else groupedBy.push(said(node));
    },
  });
  return { faults, selected, groupedBy };
}
