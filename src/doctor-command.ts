import { examine, report } from './doctor/examine';
import { wrong } from './doctor/finding';
import { readEnvironment } from './platform/config/environment';
import { ConfigurationError } from './platform/config/environment-reader';
import { readConfiguration } from './platform/config/read-configuration';
import { explainFailure } from './platform/errors/explain-failure';

/** `npm run doctor`: says what is wrong with this installation, and what to do about it. Exit code 1 if anything is. */
async function main(): Promise<void> {
  const findings = await Promise.resolve()
    .then(() => examine(readConfiguration(readEnvironment())))
    .catch((error: unknown) => {
      if (!(error instanceof ConfigurationError)) throw error;
      // Nothing can be connected to by settings that cannot be used.
      return error.faults.map((fault) =>
        wrong('setting', fault, 'change it in .env or where the process is started'),
      );
    });
  process.stdout.write(report(findings));
  process.exitCode = findings.some(({ state }) => state === 'wrong') ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
});
