import { type Server } from 'node:http';
import { type Socket } from 'node:net';

/**
 * All sockets of an HTTP server. Those that were asked to speak another protocol it forgets itself, and yet it does not
 * close before the last of them, whose other end may never leave.
 */
export class OpenSockets {
  private readonly sockets = new Set<Socket>();
  private areOver = false;

  /** Has to come before the server listens. */
  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      if (this.areOver) {
        socket.destroy();
        return;
      }
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  /** Ends all of them in the middle of whatever they say, and whoever still comes. */
  destroy(): void {
    this.areOver = true;
    for (const socket of this.sockets) socket.destroy();
  }
}
