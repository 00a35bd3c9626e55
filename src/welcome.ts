import { type Configuration } from './platform/config/configuration';

/** What a newcomer needs to know once everything runs. */
export function welcome(configuration: Configuration, startedInMs: number): string {
  const { api, database, dataDirectory, roles } = configuration;
  const seconds = (startedInMs / 1000).toFixed(1);
  const data = database.embedded
    ? `${dataDirectory} (PostgreSQL 17, brought along)`
    : withoutPassword(database.url);
  if (!roles.includes('api')) return `\nRubi Studio works, after ${seconds} s.\n\n  Data       ${data}\n\n`;
  const base = `http://${isAnyHost(api.host) ? 'localhost' : api.host}:${api.port}`;
  return `
Rubi Studio is ready, after ${seconds} s. Ctrl-C stops it.

  API        ${base}/api/v1
  Manual     ${base}/docs
  Health     ${base}/health
  Metrics    ${base}/metrics
  Data       ${data}

To get a token, create an account and log in (the answer's "access_token" is good for ${lifetime(configuration)}):

  ${post(`${base}/api/v1/auth/register`, { email: 'trader@example.com', username: 'trader1', password: 'SecurePassword123!' })}

  ${post(`${base}/api/v1/auth/login`, { username: 'trader1', password: 'SecurePassword123!' })}

`;
}

/** Single quotes keep a shell from reading the password; the Windows one knows double quotes only. */
function post(url: string, body: Readonly<Record<string, string>>): string {
  const json = JSON.stringify(body);
  const quoted = process.platform === 'win32' ? JSON.stringify(json) : `'${json}'`;
  return `curl -X POST ${url} -H "Content-Type: application/json" -d ${quoted}`;
}

function lifetime({ jwt }: Configuration): string {
  return `${Math.round(jwt.expirationSeconds / 60)} minutes`;
}

function isAnyHost(host: string): boolean {
  return ['0.0.0.0', '::', '127.0.0.1'].includes(host);
}

function withoutPassword(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
