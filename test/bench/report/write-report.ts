import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Machine } from '../machine';
import { type Finding } from '../scenario';
import { drawReport } from './picture';

export interface Report {
  readonly sizes: string;
  readonly seconds: number;
  readonly machine: Machine;
  readonly findings: readonly Finding[];
}

export async function writeReport(directory: string, report: Report): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'results.json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(join(directory, 'results.svg'), drawReport(report));
}
