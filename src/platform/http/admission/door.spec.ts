import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { AdmissionGate } from './admission-gate';
import { watchDoor } from './door';

describe('watchDoor', () => {
  let server: Server;
  let sockets: Socket[];
  let shrunk: number;

  beforeEach(async () => {
    shrunk = 0;
    sockets = [];
    server = createServer();
    const gate = new AdmissionGate(() => performance.now());
    jest.spyOn(gate, 'shrink').mockImplementation(() => {
      shrunk += 1;
    });
    watchDoor(server, gate);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  /** Opens them all before one is accepted; each then costs its turn of the loop so much. */
  const crowd = async (connections: number, turnMs: number): Promise<void> => {
    let accepted = 0;
    const all = new Promise<void>((resolve) => {
      server.on('connection', () => {
        const until = performance.now() + turnMs;
        while (performance.now() < until);
        if (++accepted === connections) resolve();
      });
    });
    const { port } = server.address() as AddressInfo;
    sockets = Array.from({ length: connections }, () => connect(port, '127.0.0.1'));
    await all;
  };

  it('tells of callers that wait while each turn is long', async () => {
    await crowd(40, 15);
    expect(shrunk).toBeGreaterThan(0);
  });

  it('lets a few in without a word', async () => {
    await crowd(8, 15);
    expect(shrunk).toBe(0);
  });
});
