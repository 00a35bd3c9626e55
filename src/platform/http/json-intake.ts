import { type NextFunction, type Request, type Response } from 'express';
import { type BodyRoom, bodyRoomOf } from './body-room';
import { currentRequest, type RequestContext, withinRequest } from './request-context';
import { RequestError } from './request-error';
import { parseStrictJson } from './strict-json';

const JSON_TYPE = /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?[ \t]*)?$/i;

/**
 * Reads the body of every request, before any route: JSON of bounded size, or none. It stands in for the parser that
 * Nest brings, which reads forms too, takes any other type for an empty body and lets two readers disagree.
 */
export function jsonIntake(request: Request, _response: Response, next: NextFunction): void {
  const declared = request.headers['content-length'];
  if (request.headers['transfer-encoding'] === undefined && (declared === undefined || declared === '0')) {
    next();
    return;
  }
  const room = bodyRoomOf(request.path, declared !== undefined);
  const refusal = refusalOf(request, Number(declared ?? 0), room);
  if (refusal) {
    next(refusal);
    return;
  }
  const context = currentRequest();
  receive(request, room, (error, bytes) => {
    resume(context, () => {
      if (error) {
        next(error);
        return;
      }
      try {
        request.body = parseStrictJson(bytes, room.keys);
      } catch (refused) {
        next(refused);
        return;
      }
      next();
    });
  });
}

/** The bytes arrive in the socket's context, not in the request's: without this nobody downstream knew whose they are. */
function resume(context: RequestContext | undefined, work: () => void): void {
  if (context) withinRequest(context, work);
  else work();
}

/** What is wrong with a body that has not been read yet. */
function refusalOf(request: Request, declaredBytes: number, room: BodyRoom): RequestError | undefined {
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
    return new RequestError(
      415,
      'REQUEST.UNSUPPORTED_MEDIA_TYPE',
      'A body must be application/json in UTF-8',
    );
  }
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return new RequestError(415, 'REQUEST.UNSUPPORTED_ENCODING', 'A body must not be compressed', {
      headers: { 'Accept-Encoding': 'identity' },
    });
  }
  return declaredBytes > room.bytes ? tooLarge(room) : undefined;
}

type Received = (error: RequestError | undefined, bytes: Buffer) => void;

function receive(request: Request, room: BodyRoom, done: Received): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const onData = (chunk: Buffer): void => {
    length += chunk.length;
    if (length <= room.bytes) {
      chunks.push(chunk);
      return;
    }
    // The rest flows by unread: the connection closes after the answer.
    request.off('data', onData).off('end', onEnd).resume();
    done(tooLarge(room), Buffer.alloc(0));
  };
  const onEnd = (): void => {
    const [only] = chunks;
    done(undefined, chunks.length === 1 && only ? only : Buffer.concat(chunks, length));
  };
  // A client that goes away in the middle leaves neither an end nor anybody to answer.
  request
    .on('data', onData)
    .on('end', onEnd)
    .on('error', () => undefined);
}

function tooLarge({ bytes }: BodyRoom): RequestError {
  return new RequestError(413, 'REQUEST.BODY_TOO_LARGE', `This body may have ${bytes} bytes at most`, {
    headers: { Connection: 'close' },
  });
}
