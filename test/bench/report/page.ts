import { type Finding } from '../scenario';
import { type Report } from './report';
import { textOf } from './table';

/** The report as a page: what was promised first, then every table. */
export function writePage({ sizes, seconds, machine, findings }: Report): string {
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
    `${machine.measuredAt}, sizes "${sizes}", ${seconds} s. ${machine.cores} × ${machine.processor}, ` +
      `${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}. Load average at the end: ` +
      `${machine.loadAverage.join(', ')}. PostgreSQL: ${settings.join(', ')}.`,
    '',
    '![The results as bars](results.svg)',
    '',
    ...tableOf(['what', 'target', 'measured', ''], promised),
    '',
    ...findings.flatMap(sectionOf),
  ].join('\n');
}

function sectionOf({ letter, title, columns, rows, notes }: Finding): string[] {
  const cells = rows.map((row) => row.map(textOf));
  return [
    `## (${letter}) ${title}`,
    '',
    ...tableOf(columns, cells),
    '',
    ...notes.flatMap((note) => [note, '']),
  ];
}

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)];
}
