import { type Measured, type Report } from './report';
import { textOf } from './table';

/** The report as a page: what was promised first, then every table. */
export function writePage({ machine, findings }: Report): string {
  const settings = Object.entries(machine.postgres).map(([name, value]) => `${name} = ${value}`);
  const promised = findings.flatMap(({ letter, targets }) =>
    targets.map(({ what, target, measured, met }) => [
      `(${letter}) ${what}`,
      target,
      measured,
      met ? 'reached' : '**missed**',
    ]),
  );
  return [
    '# Measured',
    '',
    '<!-- Written by `npm run bench`; README.md beside it explains it. -->',
    '',
    `${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}. ` +
      `PostgreSQL: ${settings.join(', ')}.`,
    '',
    '![The results as bars](results.svg)',
    '',
    ...tableOf(['what', 'target', 'measured', ''], promised),
    '',
    ...findings.flatMap(sectionOf),
  ].join('\n');
}

function sectionOf({ letter, title, columns, rows, notes, ...run }: Measured): string[] {
  const cells = rows.map((row) => row.map(textOf));
  return [
    `## (${letter}) ${title}`,
    '',
    ...tableOf(columns, cells),
    '',
    ...notes.flatMap((note) => [note, '']),
    `Measured ${run.measuredAt}, sizes "${run.sizes}", in ${run.seconds} s; load average at the end ${run.loadAverage.join(', ')}.`,
    '',
  ];
}

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)];
}
