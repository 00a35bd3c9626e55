import { type RequestHandler } from 'express';
import { type Drain } from '../health/drain';

/** While the process leaves, each answer is the last on its connection: the caller's next one leads elsewhere. */
export function closeWhileDraining(drain: Drain): RequestHandler {
  return (_request, response, next) => {
    if (drain.isOn) response.setHeader('Connection', 'close');
    next();
  };
}
