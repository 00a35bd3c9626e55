import { type Redis } from 'ioredis';
import { connectRedis, PATIENT, PROMPT } from '../../src/platform/redis/connect-redis';
import { LineFaultProxy } from '../chaos/line-fault-proxy';
import { eventually } from '../support/eventually';
import { TestRedis } from '../support/test-redis';

/** What a failover to another host looks like: the lines are dead, nobody says so, and new ones work. */
describe('a line to Redis that is gone without a word', () => {
  let server: TestRedis;
  let line: LineFaultProxy;
  let url: string;
  const clients: Redis[] = [];

  function connect(options: typeof PROMPT): Redis {
    const client = connectRedis(url, options, () => undefined);
    clients.push(client);
    return client;
  }

  beforeEach(async () => {
    server = await TestRedis.start();
    line = new LineFaultProxy(Number(new URL(server.url).port));
    url = `redis://127.0.0.1:${await line.listen()}/0`;
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    line.close();
    await server.kill();
  });

  it('is replaced for who asks', async () => {
    const client = connect(PROMPT);
    await eventually(async () => {
      expect(await client.set('key', 'value')).toBe('OK');
    });
    line.lose();
    await expect(client.get('key')).rejects.toThrow('timed out');
    await eventually(async () => {
      expect(await client.get('key')).toBe('value');
    });
  });

  it('is replaced for who only listens, who never would find out', async () => {
    const heard: string[] = [];
    const listener = connect(PATIENT);
    listener.on('message', (_, message) => heard.push(message));
    await listener.subscribe('news');
    line.lose();
    const teller = connect(PROMPT);
    const tellAndHear = async (): Promise<void> => {
      await teller.publish('news', 'told');
      expect(heard).toContain('told');
    };
    // Longer than a queue's connection blocks on purpose.
    await eventually(tellAndHear).catch(() => eventually(tellAndHear));
  });

  it('is left alone while it blocks on purpose', async () => {
    const worker = connect(PATIENT);
    await eventually(async () => {
      expect(await worker.ping()).toBe('PONG');
    });
    let ends = 0;
    worker.on('close', () => (ends += 1));
    expect(await worker.brpoplpush('from', 'to', 5)).toBeNull();
    expect(await worker.brpoplpush('from', 'to', 5)).toBeNull();
    expect(ends).toBe(0);
  });
});
