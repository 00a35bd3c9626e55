const process = require('node:process');

/** Required before a program: says at its end which packages it has loaded. */
process.once('exit', () => {
  const packages = Object.keys(require.cache).map(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(path)?.[1],
  );
  process.stderr.write(`loaded: ${[...new Set(packages)].join(' ')}\n`);
});
