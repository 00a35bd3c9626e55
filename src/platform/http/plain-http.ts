import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { RequestError } from './request-error';

/** What carries tokens and orders. Pages and probes tell nothing that is worth reading along. */
const CONFIDENTIAL = /^\/api(?:\/|$)/;

/** Express's own judgement on who may speak for the client: addresses of TRUSTED_PROXIES. */
type Trust = (address: string | undefined, hops: number) => boolean;

/**
 * Refuses what reached our proxy without encryption, in production. It does not redirect: `WebRequest` of MetaTrader
 * follows redirects without a word, so a terminal with `http://` in its settings would go on sending its token in the
 * clear for ever. Who comes without a proxy that we trust is on our side of it, and what he says of the way is ignored.
 */
export function refusePlainHttp(production: boolean): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    if (!production || !CONFIDENTIAL.test(request.path) || !cameUnencrypted(request)) {
      next();
      return;
    }
    next(
      new RequestError(
        403,
        'REQUEST.NOT_ENCRYPTED',
        'Call this address with https://; the token has been seen',
        {
          headers: { Connection: 'close' },
        },
      ),
    );
  };
}

function cameUnencrypted(request: Request): boolean {
  if (request.headers['x-forwarded-proto'] === undefined) return false;
  const trusts = request.app.get('trust proxy fn') as Trust;
  return trusts(request.socket.remoteAddress, 0) && !request.secure;
}
