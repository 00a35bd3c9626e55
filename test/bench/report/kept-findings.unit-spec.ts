import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeScratch, type Scratch } from '../../support/scratch';
import { type Machine } from '../machine';
import { withKeptFindings } from './kept-findings';
import { type Measured, type Report } from './report';

const MACHINE = { processor: 'one', cores: 2, node: 'v24' } as unknown as Machine;

function reportOf(machine: Machine, sizes: string, ...letters: string[]): Report {
  return { machine, findings: letters.map((letter) => ({ letter, sizes }) as Measured) };
}

describe('a report that measures again only a part', () => {
  let scratch: Scratch;
  beforeEach(async () => {
    scratch = await makeScratch();
  });
  afterEach(() => scratch.remove());

  const earlier = (report: Report): Promise<void> =>
    writeFile(join(scratch.path, 'results.json'), JSON.stringify(report));
  const sizesIn = (report: Report): string[] =>
    report.findings.map(({ letter, sizes }) => `${letter} ${sizes}`);

  it('keeps what was not measured, in the order of the letters', async () => {
    await earlier(reportOf(MACHINE, 'full', 'a', 'b', 'd'));
    const merged = await withKeptFindings(scratch.path, reportOf(MACHINE, 'quick', 'c', 'b'));
    expect(sizesIn(merged)).toEqual(['a full', 'b quick', 'c quick', 'd full']);
  });

  it('keeps nothing that another machine found, and needs no earlier one', async () => {
    const fresh = reportOf(MACHINE, 'quick', 'b');
    expect(await withKeptFindings(scratch.path, fresh)).toEqual(fresh);
    await earlier(reportOf({ ...MACHINE, cores: 64 }, 'full', 'a', 'b'));
    expect(await withKeptFindings(scratch.path, fresh)).toEqual(fresh);
  });
});
