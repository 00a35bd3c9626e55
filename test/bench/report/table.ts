import { type Cell, type Finding } from '../scenario';

/** A finding for people at a console. */
export function tableOf({ title, columns, rows, notes }: Finding): string {
  const lines = [columns, ...rows.map((row) => row.map(textOf))];
  const widths = columns.map((_, place) => Math.max(...lines.map((line) => line[place]?.length ?? 0)));
  const drawn = lines.map((line) => line.map((cell, place) => cell.padStart(widths[place] ?? 0)).join('  '));
  return [title, ...drawn, ...notes].join('\n');
}

export function textOf(cell: Cell): string {
  return cell === null ? '–' : String(cell);
}
