import { fingerprint } from './signal-fingerprint';
import { type Refusal, type SignalRequest, type SignalSource } from './signal';
import { refuseByAge } from './signal-age';

/** A signal that is ready to be written: stamped, judged by its age, and knowing its keys. */
export interface NewSignal extends SignalRequest {
  readonly userId: string;
  readonly source: SignalSource;
  readonly receivedAt: Date;
  /** Set as it is written, with all that arrived beside it. */
  readonly storedAt: Date | null;
  readonly idempotencyKey: string | null;
  /** Only for a signal that brings no key of its own. */
  readonly naturalKey: Buffer | null;
  /** What the request said, to tell a retry from a reused key. */
  readonly requestHash: Buffer;
  /** Set when the signal is refused at the door; it is recorded all the same. */
  readonly refusal: Refusal | null;
}

export interface Arrival {
  readonly userId: string;
  readonly source: SignalSource;
  readonly idempotencyKey: string | null;
  readonly request: SignalRequest;
}

export function newSignal({ userId, source, idempotencyKey, request }: Arrival, receivedAt: Date): NewSignal {
  const requestHash = fingerprint(request);
  const hasOwnKey = idempotencyKey !== null || request.clientSignalId !== null;
  return {
    ...request,
    userId,
    source,
    receivedAt,
    storedAt: null,
    idempotencyKey,
    naturalKey: hasOwnKey ? null : requestHash,
    requestHash,
    refusal: refuseByAge({ type: request.type, signalTime: request.signalTime, receivedAt }),
  };
}
