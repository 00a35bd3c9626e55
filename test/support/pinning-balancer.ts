import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A balancer as a cluster's network is one: it chooses a replica for each new connection, and never touches one that is
 * there. What a caller sends on a connection that it kept goes where that leads, however much the replica wants to leave.
 */
export class PinningBalancer {
  private readonly server: Server;
  private readonly open = new Set<Socket>();
  private turn = 0;

  /** @param ready the ports that may get new connections now */
  constructor(private readonly ready: () => readonly number[]) {
    this.server = createServer({ allowHalfOpen: true }, (near) => {
      const ports = this.ready();
      const port = ports[(this.turn += 1) % ports.length];
      if (port === undefined) {
        near.destroy();
        return;
      }
      const far = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
      this.join(near, far);
      this.join(far, near);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    for (const socket of this.open) socket.destroy();
    this.server.close();
  }

  private join(from: Socket, to: Socket): void {
    this.open.add(from);
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', (failed) => {
      this.open.delete(from);
      if (failed) to.destroy();
    });
  }
}
