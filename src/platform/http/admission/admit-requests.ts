import { type Request, type RequestHandler, type Response } from 'express';
import { type MeasuredRequest } from '../request-tracing';
import { admissionClassOf } from './admission-classes';
import { type AdmissionGate } from './admission-gate';
import { answerOverloaded } from './overload-answer';
import { type Refusals } from './refusals';

export interface Admission {
  readonly gate: AdmissionGate;
  readonly refusals: Refusals;
  /** Lets a browser read an answer on a page of another origin, if that may. */
  readonly showToOrigin: (request: Request, response: Response) => void;
  /** Refusals are answers of ours that failed: whoever watches those has to see them. */
  readonly measure: (refused: MeasuredRequest) => void;
}

/**
 * Refuses what the gate does not let in. It comes before everything else that a request meets: a refused one is counted,
 * but not traced and not logged, its body is not read and its token is not looked at.
 */
export function admitRequests({ gate, refusals, showToOrigin, measure }: Admission): RequestHandler {
  return (request: Request, response: Response, next) => {
    const of = admissionClassOf(request.method, request.path);
    if (of === null) {
      next();
      return;
    }
    if (!gate.enter(of)) {
      refusals.count(of);
      showToOrigin(request, response);
      answerOverloaded(request, response);
      measure({ method: request.method, route: undefined, status: response.statusCode, durationMs: 0 });
      return;
    }
    const startedAt = performance.now();
    response.once('close', () => {
      gate.leave(of, performance.now() - startedAt);
    });
    next();
  };
}
