import { createServer } from 'node:net';
import { once } from 'node:events';
import { StartError } from '../errors/start-error';
import { checkListening, listeningError } from './listening';

const NAMES = { hostVariable: 'API_HOST', portVariable: 'API_PORT' };

describe('checkListening', () => {
  it('tells of a busy port and how to choose another', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const refused = checkListening({ host: '127.0.0.1', port, ...NAMES });
    await expect(refused).rejects.toThrow(StartError);
    await expect(refused).rejects.toThrow(`Port ${port} is busy`);
    other.close();
  });

  it('tells of an address that is not of this machine', async () => {
    // 192.0.2.0/24 is kept for examples.
    const refused = checkListening({ host: '192.0.2.1', port: 0, ...NAMES });
    await expect(refused).rejects.toThrow('192.0.2.1 is not an address of this machine: set API_HOST');
  });

  it('leaves a free port free', async () => {
    await expect(checkListening({ host: '127.0.0.1', port: 0, ...NAMES })).resolves.toBeUndefined();
  });
});

describe('listeningError', () => {
  it('explains a port that only the administrator may open', () => {
    const error = listeningError(
      { host: '0.0.0.0', port: 80, ...NAMES },
      Object.assign(new Error(), { code: 'EACCES' }),
    );
    expect(String(error)).toContain('set API_PORT to a port above 1023');
  });

  it('passes on what it does not know', () => {
    const error = new Error('something else');
    expect(listeningError({ host: '::', port: 1, ...NAMES }, error)).toBe(error);
  });
});
