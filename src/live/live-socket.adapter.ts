import { type INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { type Server, type ServerOptions } from 'socket.io';
import { Configuration } from '../platform/config/configuration';
import { mayConnectFrom } from './live-origin';

/**
 * Socket.IO as this server runs it: WebSocket only, so that any balancer will do without sticky sessions; small messages
 * in, since clients have little to say; pages of known origins only.
 */
export class LiveSocketAdapter extends IoAdapter {
  constructor(private readonly app: INestApplicationContext) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const { corsOrigins } = this.app.get(Configuration);
    const ours: Partial<ServerOptions> = {
      ...options,
      transports: ['websocket'],
      maxHttpBufferSize: 16_384,
      serveClient: false,
      allowRequest: (request, decide) => {
        decide(null, mayConnectFrom(request, corsOrigins));
      },
    };
    return super.createIOServer(port, ours as ServerOptions);
  }
}
