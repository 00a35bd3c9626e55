import { type NextFunction, type Request, type Response } from 'express';
import { allowedMethodsOf } from './allowed-methods';
import { RequestError } from './request-error';

/** The last handler of all: says whether the address is unknown, or only the method at this address. */
export function refuseUnrouted(request: Request, _response: Response, next: NextFunction): void {
  const allowed = allowedMethodsOf(request).join(', ');
  next(
    allowed === ''
      ? new RequestError(404, 'REQUEST.ROUTE_NOT_FOUND', 'There is nothing at this address')
      : new RequestError(405, 'REQUEST.METHOD_NOT_ALLOWED', `This address answers ${allowed} only`, {
          headers: { Allow: allowed },
        }),
  );
}
