import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Carries the bytes of PostgreSQL or Redis, until it is told to cut the lines or to hold still. */
export class LineFaultProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private frozen = false;
  /** Lines whose other end is gone without a word. */
  private readonly dead = new WeakSet<Socket>();

  constructor(private readonly target: number) {
    this.server = createServer((near) => {
      const far = connect(this.target, '127.0.0.1');
      this.join(near, far);
      this.join(far, near);
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  /** Every line breaks in the middle of whatever it says. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** The lines that are there never move again, and nobody says so; new ones work. What a failover looks like. */
  lose(): void {
    for (const socket of this.sockets) this.dead.add(socket);
  }

  /** Lines stay open and nothing moves: what a lost route looks like. */
  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (bytes) => {
      if (to.writable && !this.dead.has(from)) to.write(bytes);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      this.sockets.delete(from);
      if (!this.dead.has(from)) to.destroy();
    });
    if (this.frozen) from.pause();
  }
}
