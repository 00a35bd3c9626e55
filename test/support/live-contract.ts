import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

interface AsyncApi {
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly payload: object }>>;
    readonly schemas: object;
  };
}

/** The description of the live feed, as it is served. */
export function readLiveContract(): AsyncApi {
  return JSON.parse(readFileSync(join(process.cwd(), 'contract/live/asyncapi.json'), 'utf8')) as AsyncApi;
}

/** A check of messages against their description: it throws at the first that is not as described. */
export function liveContractCheck(): (message: { readonly type?: unknown }) => void {
  const { components } = readLiveContract();
  const ajv = new Ajv({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  const checks = new Map<string, ValidateFunction>(
    Object.entries(components.messages).map(([type, { payload }]) => [
      type,
      ajv.compile({ ...payload, components: { schemas: components.schemas } }),
    ]),
  );
  return (message) => {
    const holds = checks.get(String(message.type));
    if (!holds) throw new Error(`No description of ${JSON.stringify(message)}`);
    if (!holds(message)) throw new Error(`${ajv.errorsText(holds.errors)} in ${JSON.stringify(message)}`);
  };
}
