const swc = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        keepClassNames: true,
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
      exclude: [],
      swcrc: false,
    },
  ],
};

/** One database server for all files that need one. */
const services = {
  globalSetup: '<rootDir>/test/support/services.setup.ts',
  globalTeardown: '<rootDir>/test/support/services.teardown.ts',
};

/** Three sizes of test: unit needs nothing, integration a database, e2e the whole application. */
function project(displayName, testMatch, extra = {}) {
  return { displayName, testMatch, testEnvironment: 'node', transform: swc, ...extra };
}

export default {
  maxWorkers: 2,
  // A worker has half a second to be gone when all is done, or it is said to have failed to exit: with a gigabyte to give
  // back it takes longer, with nothing open. One that has grown is replaced between two files.
  workerIdleMemoryLimit: '512MB',
  // A whole application starts in a second; on a machine that is busy with other things, in twenty.
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/test/support/summary-reporter.mjs'],
  projects: [
    project('unit', [
      '<rootDir>/src/**/*.spec.ts',
      '<rootDir>/web/src/**/*.spec.ts',
      '<rootDir>/test/**/*.unit-spec.ts',
    ]),
    project('integration', ['<rootDir>/test/{integration,ops}/**/*.int-spec.ts'], services),
    project('e2e', ['<rootDir>/test/{e2e,ops,bench}/**/*.e2e-spec.ts'], services),
    project('browser', ['<rootDir>/test/browser/**/*.browser-spec.ts'], {
      ...services,
      globalSetup: '<rootDir>/test/support/browser.setup.ts',
      testEnvironment: '<rootDir>/test/browser/environment.ts',
    }),
    // Last, so that it finds the database server of the others running.
    project('mql5', ['<rootDir>/test/mql5-host/**/*.spec.ts'], {
      globalSetup: '<rootDir>/test/mql5-host/harness/build.setup.ts',
      globalTeardown: '<rootDir>/test/mql5-host/harness/build.teardown.ts',
    }),
  ],
};
