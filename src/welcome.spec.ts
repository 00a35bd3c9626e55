import { Configuration } from './platform/config/configuration';
import { readConfiguration } from './platform/config/read-configuration';
import { welcome } from './welcome';

const SECRETS = {
  API_SECRET_KEY: 'hR2mF8vQ0sLz6tYxKc1uWp4nJb7dGe3aTo9iSqVl',
  JWT_SECRET: 'pZ5kX2cN8rUj0wEy4hMf7bTq1vGs6dLa9oRi3eKt',
};

function welcomeTo(environment: Readonly<Record<string, string>>): string {
  return welcome(new Configuration(readConfiguration({ ...SECRETS, ...environment })), 1840);
}

describe('welcome', () => {
  it('says where everything is, and how to get a token', () => {
    const text = welcomeTo({ API_PORT: '8010', RUBI_DATA_DIR: '/srv/rubi' });
    expect(text).toContain('ready, after 1.8 s');
    for (const path of ['/api/v1', '/docs', '/health', '/metrics']) {
      expect(text).toContain(`http://localhost:8010${path}\n`);
    }
    expect(text).toContain('/srv/rubi');
    expect(
      text.match(/curl -X POST http:\/\/localhost:8010\/api\/v1\/auth\/(register|login) /g),
    ).toHaveLength(2);
  });

  it('names the host when it is a particular one', () => {
    expect(welcomeTo({ API_HOST: '192.168.1.5' })).toContain('http://192.168.1.5:8000/docs');
  });

  it('shows no password of the database', () => {
    const text = welcomeTo({ DATABASE_URL: 'postgresql://rubi:hunter2@db:5432/rubi_trading' });
    expect(text).toContain('db:5432/rubi_trading');
    expect(text).not.toContain('hunter2');
  });

  it('promises no API where only work is done', () => {
    expect(welcomeTo({ ROLES: 'worker' })).not.toContain('/api/v1');
  });
});
