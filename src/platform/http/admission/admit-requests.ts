import { type Request, type RequestHandler, type Response } from 'express';
import { type Counter } from 'prom-client';
import { writeRefusal } from '../problem.filter';
import { admissionClassOf } from './admission-classes';
import { type AdmissionGate } from './admission-gate';

/** Spread, so that those who were refused together do not all come back together. */
const RETRY_AFTER_SECONDS = [1, 2, 3, 4, 5] as const;

/** Refuses what the gate does not let in: before its body is read, its token is looked at, or anything is stored. */
export function admitRequests(gate: AdmissionGate, refused: Counter<'class'>): RequestHandler {
  return (request: Request, response: Response, next) => {
    const of = admissionClassOf(request.method, request.path);
    if (of === null) {
      next();
      return;
    }
    if (!gate.enter(of)) {
      refused.inc({ class: of });
      refuse(request, response);
      return;
    }
    const startedAt = performance.now();
    response.once('close', () => {
      gate.leave(of, performance.now() - startedAt);
    });
    next();
  };
}

function refuse(request: Request, response: Response): void {
  writeRefusal(request, response, {
    status: 503,
    code: 'SERVER.OVERLOADED',
    detail: 'More is asked of the service than it can answer in time; nothing was done',
    retryAfterSeconds: RETRY_AFTER_SECONDS[Math.floor(Math.random() * RETRY_AFTER_SECONDS.length)],
  });
}
