import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createLog } from '../../src/platform/logging/log';
import { ROOT } from './tool';

const ELK = join(ROOT, 'monitoring/elk');

interface Mapping {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Mapping>>;
}

interface IndexTemplate {
  readonly index_patterns: readonly string[];
  readonly data_stream: object;
  readonly template: {
    readonly settings: Readonly<Record<string, unknown>>;
    readonly mappings: { readonly properties: Readonly<Record<string, Mapping>> };
  };
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(join(ELK, file), 'utf8'));
}

/** `a.b.c` of every leaf. */
function leaves(properties: Readonly<Record<string, Mapping>>, path = ''): string[] {
  return Object.entries(properties).flatMap(([name, { properties: inner }]) =>
    inner ? leaves(inner, `${path}${name}.`) : [`${path}${name}`],
  );
}

/** As Filebeat's `expand_keys` does: what carries a dot, and what is an object, are the same. */
function fieldsOf(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null ? fieldsOf(inner, `${path}${name}.`) : [`${path}${name}`],
  );
}

describe('monitoring/elk', () => {
  const template = json('index-template.json') as IndexTemplate;

  it('has a type for every field that our lines carry', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => lines.push(line) });
    log.info(
      {
        'log.logger': 'Access',
        'event.action': 'http-request',
        'event.outcome': 'success',
        'event.duration': 1_000_000,
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'url.path': '/api/v1/stats',
        'client.ip': '127.0.0.1',
        'trace.id': 'a',
        'user.id': 'b',
        'error.code': 'SIGNAL.NOT_FOUND',
        'span.id': 'c',
        'http.request.id': 'd',
      },
      'GET /api/v1/stats 200',
    );
    log.error(new Error('that failed'));
    const known = leaves(template.template.mappings.properties);
    const written = lines
      .flatMap((line) => fieldsOf(JSON.parse(line) as object))
      .filter((field) => field !== 'level');
    expect(written.length).toBeGreaterThan(20);
    expect(written.filter((field) => !known.includes(field))).toEqual([]);
  });

  it('leads from the file to the index that the template and the policy are for', () => {
    const pipeline = readFileSync(join(ELK, 'logstash.conf'), 'utf8');
    const stream = ['type', 'dataset', 'namespace'].map(
      (part) => new RegExp(`data_stream_${part} => "(\\w+)"`).exec(pipeline)?.[1],
    );
    expect(template.index_patterns).toEqual([`${stream.slice(0, 2).join('-')}-*`]);
    expect(template.template.settings['index.lifecycle.name']).toBe('rubi-studio');
    expect(json('ilm-policy.json')).toMatchObject({
      policy: { phases: { hot: { actions: { rollover: {} } }, delete: { actions: { delete: {} } } } },
    });
    expect(readFileSync(join(ROOT, 'compose.yaml'), 'utf8')).toContain(
      'put _ilm/policy/rubi-studio ilm-policy.json',
    );
    const port = /port => (\d+)/.exec(pipeline)?.[1];
    for (const file of ['filebeat.yml', 'filebeat-kubernetes.yml']) {
      const shipper = parse(readFileSync(join(ELK, file), 'utf8')) as {
        'filebeat.inputs': { id: string; parsers: { ndjson?: object }[] }[];
        'output.logstash': { hosts: string[] };
      };
      expect(shipper['output.logstash'].hosts).toEqual([`\${LOGSTASH_HOST:logstash:${port}}`]);
      for (const { parsers } of shipper['filebeat.inputs']) {
        expect(parsers.at(-1)).toEqual({
          ndjson: { overwrite_keys: true, add_error_key: true, expand_keys: true },
        });
      }
    }
  });

  it('has every bracket of the pipeline closed', () => {
    const bare = readFileSync(join(ELK, 'logstash.conf'), 'utf8').replace(/#.*$|"[^"]*"/gm, '');
    let open = 0;
    for (const sign of bare) {
      if (sign === '{') open += 1;
      if (sign === '}') open -= 1;
      expect(open).toBeGreaterThanOrEqual(0);
    }
    expect(open).toBe(0);
  });
});
