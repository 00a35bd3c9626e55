import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePage } from './page';
import { drawReport } from './picture';
import { type Report } from './report';

export async function writeReport(directory: string, report: Report): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'results.json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(join(directory, 'results.svg'), drawReport(report));
  await writeFile(join(directory, 'results.md'), writePage(report));
}
