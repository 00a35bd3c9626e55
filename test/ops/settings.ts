import { readConfiguration } from '../../src/platform/config/read-configuration';
import { ConfigurationError, type Environment } from '../../src/platform/config/environment-reader';

/** Names that are read by Node and by libraries, not by our configuration. */
const NAMES_OF_OTHERS = ['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'];

/** Every variable that the program looks at, as it tells by looking. */
export function knownVariables(): Set<string> {
  const asked = new Set<string>(NAMES_OF_OTHERS);
  const environment: Environment = new Proxy(SECRETS, {
    get(target, name) {
      asked.add(String(name));
      return Reflect.get(target, name) as string | undefined;
    },
  });
  readConfiguration(environment);
  return asked;
}

/** Values of the shape that production demands; none of them opens anything. */
export const SECRETS: Environment = {
  DATABASE_URL: 'postgresql://rubi_admin:not-a-password@10.0.0.10:5432/rubi_trading',
  REDIS_URL: 'redis://10.0.0.11:6379/0',
  API_SECRET_KEY: 'k3y-of-the-tests-k3y-of-the-tests-k3y-of',
  JWT_SECRET: 'jwt-of-the-tests-jwt-of-the-tests-jwt-of',
};

/** What the program says against these variables; nothing, if it would start with them. */
export function faultsOf(environment: Environment): readonly string[] {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
}
