import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withKeptFindings } from './kept-findings';
import { writePage } from './page';
import { drawReport } from './picture';
import { type Report } from './report';

export async function writeReport(directory: string, measured: Report): Promise<void> {
  await mkdir(directory, { recursive: true });
  const report = await withKeptFindings(directory, measured);
  await writeFile(join(directory, 'results.json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(join(directory, 'results.svg'), drawReport(report));
  await writeFile(join(directory, 'results.md'), writePage(report));
}
