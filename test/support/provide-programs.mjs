/**
 * Provides the tests with the programs that npm does not bring: installs them where that needs no question, else
 * names the one command to run.
 */
import { install, missingOf } from './install-programs.mjs';

const PROGRAMS = [
  { program: 'redis-server', apt: 'redis-server', brew: 'redis' },
  // Compiles the Expert Advisor for its tests.
  { program: 'g++', apt: 'g++', brew: 'gcc' },
  // Opens the web application; under any of its names it will do. The names are those of test/browser/chromium.ts.
  {
    program: 'chromium',
    others: [
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    apt: 'chromium',
    brew: 'chromium',
  },
];

const missing = missingOf(PROGRAMS);
const command = install(PROGRAMS);
if (command !== null) {
  console.error(`The tests need ${missing.map(({ program }) => program).join(', ')}. Run: ${command}`);
  process.exit(1);
}
