import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Request } from 'express';

/** As much of a user agent as is kept: what names the device comes first. */
const LONGEST_USER_AGENT = 256;

/** From where and with what somebody calls. */
export interface Client {
  readonly ip: string;
  /** As the program calls itself; null when it does not. */
  readonly userAgent: string | null;
}

/** The client of this request. */
export const FromClient = createParamDecorator((_: unknown, context: ExecutionContext): Client => {
  const request = context.switchToHttp().getRequest<Request>();
  const userAgent = request.get('user-agent')?.slice(0, LONGEST_USER_AGENT);
  return { ip: request.ip ?? '', userAgent: userAgent ?? null };
});
