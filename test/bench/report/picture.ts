import { type Cell, type Finding } from '../scenario';
import { type Report } from './report';

const WIDTH = 960;
const MARGIN = 24;
const BAR = 16;
const GAP = 6;
const LABEL = 300;
const INK = '#1f2933';
const FAINT = '#6b7785';
const COLOURS = ['#2563eb', '#0f9d78', '#d97706', '#9333ea'];

/** What is drawn of each scenario: the first columns name a bar, the others are its lengths. */
const DRAWN: Readonly<Record<string, { readonly names: number; readonly bars: readonly number[] }>> = {
  a: { names: 1, bars: [1, 3, 5] },
  b: { names: 2, bars: [2, 4] },
  c: { names: 1, bars: [2, 5] },
  d: { names: 1, bars: [1] },
  e: { names: 1, bars: [1, 2, 3] },
  f: { names: 1, bars: [1, 2] },
  g: { names: 1, bars: [2, 4] },
  h: { names: 2, bars: [3, 4, 6, 8] },
};

/** All findings as one picture, without a library and without a script in it. */
export function drawReport({ findings, machine }: Report): string {
  let y = MARGIN + 20;
  const parts = [text(MARGIN, y, 'Rubi Studio, measured', 20, INK)];
  y += 22;
  parts.push(
    text(
      MARGIN,
      y,
      `${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB, Node ${machine.node}`,
      12,
      FAINT,
    ),
  );
  for (const finding of findings) {
    y += 34;
    const drawn = draw(finding, y);
    parts.push(drawn.svg);
    y = drawn.bottom;
  }
  const height = y + MARGIN;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" ` +
    `font-family="system-ui, sans-serif" role="img" aria-label="Results of the bench">\n` +
    `<rect width="100%" height="100%" fill="#ffffff"/>\n${parts.join('\n')}\n</svg>\n`
  );
}

function draw({ letter, title, columns, rows }: Finding, top: number): { svg: string; bottom: number } {
  const { names, bars } = DRAWN[letter] ?? { names: 1, bars: [1] };
  const parts = [text(MARGIN, top, `(${letter}) ${title}`, 15, INK)];
  let y = top + 10;
  // Each kind of bar has a scale of its own: they have different units.
  const longest = bars.map((column) => Math.max(...rows.map((row) => numberOf(row[column])), 1e-9));
  for (const row of rows) {
    const name = row
      .slice(0, names)
      .map((cell) => cell ?? '–')
      .join(', ');
    parts.push(text(MARGIN, y + BAR - 3, `${columns.slice(0, names).join(', ')}: ${name}`, 11, FAINT));
    bars.forEach((column, index) => {
      const value = numberOf(row[column]);
      const length = Math.max(1, (value / (longest[index] ?? 1)) * (WIDTH - LABEL - 260));
      parts.push(
        `<rect x="${LABEL}" y="${y}" width="${length.toFixed(1)}" height="${BAR}" rx="2" fill="${COLOURS[index] ?? INK}"/>`,
        text(LABEL + length + 6, y + BAR - 4, `${row[column] ?? '–'}  ${columns[column] ?? ''}`, 11, INK),
      );
      y += BAR + 2;
    });
    y += GAP;
  }
  return { svg: parts.join('\n'), bottom: y };
}

function numberOf(cell: Cell | undefined): number {
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : 0;
}

function text(x: number, y: number, content: string, size: number, colour: string): string {
  const escaped = content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<text x="${x.toFixed(1)}" y="${y}" font-size="${size}" fill="${colour}">${escaped}</text>`;
}
