import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Report } from './report';

/** The report with what an earlier one of the same machine found and this run did not measure. */
export async function withKeptFindings(directory: string, report: Report): Promise<Report> {
  const earlier = await reportIn(directory);
  if (!earlier || !isDeepStrictEqual(earlier.machine, report.machine)) return report;
  const fresh = new Set(report.findings.map(({ letter }) => letter));
  const kept = earlier.findings.filter(({ letter }) => !fresh.has(letter));
  const findings = [...kept, ...report.findings].sort((a, b) => a.letter.localeCompare(b.letter));
  return { ...report, findings };
}

async function reportIn(directory: string): Promise<Report | null> {
  const text = await readFile(join(directory, 'results.json'), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Report);
}
