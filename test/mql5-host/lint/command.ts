import { CONNECTOR } from '../harness/connector';
import { findingText, lintProgram } from './lint';

/** `npm run mql5:lint [-- file.mq5 …]`: the connector, or the programs that are named. */
function main(files: readonly string[]): number {
  const findings = (files.length > 0 ? files : [CONNECTOR]).flatMap((file) => lintProgram(file));
  for (const finding of findings) process.stdout.write(`${findingText(finding)}\n`);
  return findings.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
