/**
 * Writes the types of everything the backend says: `api.d.ts` from its OpenAPI description, `live.d.ts` from the
 * description of the live feed. `npm run web:types` after a change of either; with --check it only tells.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { format } from 'prettier';

const root = join(fileURLToPath(import.meta.url), '..', '..', '..');
const folder = join(root, 'web/src/api/schema');
const HEADER = '// Generated from the backend by `npm run web:types`. Do not edit.\n';

/** The application's own description of itself. Preview mode builds it without a database, a port or any provider. */
async function describeHttp() {
  const build = mkdtempSync(join(root, 'node_modules/.cache/web-types-'));
  try {
    const swc = join(root, 'node_modules/@swc/cli/bin/swc.js');
    execFileSync(process.execPath, [swc, 'src', 'migrations', '-d', build, '--quiet'], { cwd: root });
    cpSync(join(root, 'contract'), join(build, 'contract'), { recursive: true });
    symlinkSync(join(root, 'package.json'), join(build, 'package.json'));
    const require = createRequire(join(build, 'src/main.js'));
    require('reflect-metadata');
    const { NestFactory } = require('@nestjs/core');
    const { AppModule } = require('./app.module');
    const { Configuration } = require('./platform/config/configuration');
    const { readConfiguration } = require('./platform/config/read-configuration');
    const { describeApi } = require('./platform/http/openapi/document-api');
    const configuration = new Configuration(readConfiguration(NO_ENVIRONMENT));
    const app = await NestFactory.create(AppModule.with(configuration), {
      preview: true,
      logger: false,
      abortOnError: false,
    });
    app.setGlobalPrefix('api/v1', { exclude: ['health', 'health/{*path}', 'metrics', 'docs/asyncapi'] });
    return withoutExamples(describeApi(app));
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
}

const NO_ENVIRONMENT = {
  NODE_ENV: 'test',
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  API_SECRET_KEY: 'never-used-never-used-never-used-never-used',
  JWT_SECRET: 'never-used-either-never-used-either-never-us',
};

function withoutExamples(value) {
  if (Array.isArray(value)) return value.map(withoutExamples);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'examples' && key !== 'example')
      .map(([key, part]) => [key, withoutExamples(part)]),
  );
}

/** openapi-typescript reads JSON Schemas wherever they stand: the feed's are lent an OpenAPI document. */
function describeLive() {
  const { components } = JSON.parse(readFileSync(join(root, 'contract/live/asyncapi.json'), 'utf8'));
  const messages = Object.entries(components.messages).map(([name, { payload }]) => [name, payload]);
  return {
    openapi: '3.1.0',
    info: { title: 'live', version: '1' },
    paths: {},
    components: {
      schemas: components.schemas,
      responses: Object.fromEntries(
        messages.map(([name, schema]) => [
          name,
          { description: name, content: { 'application/json': { schema } } },
        ]),
      ),
    },
  };
}

async function typesOf(description) {
  const text = astToString(await openapiTS(description, { defaultNonNullable: false }));
  return format(HEADER + text, {
    parser: 'typescript',
    singleQuote: true,
    trailingComma: 'all',
    printWidth: 110,
  });
}

const written = {
  'api.d.ts': await typesOf(await describeHttp()),
  'live.d.ts': await typesOf(describeLive()),
};
for (const [name, text] of Object.entries(written)) {
  const path = join(folder, name);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`web/src/api/schema/${name} lags behind the backend: run npm run web:types`);
    process.exitCode = 1;
  }
}
process.exit();
