import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const PUBLIC = 'http:public';
/** The same for the documentation, which sees no other marks. */
export const PUBLIC_MARK = 'x-public';

/** Opens a route to everybody. Here rather than with the guard that obeys it: the plumbing has public routes too. */
export function PublicRoute(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(PUBLIC, true), ApiExtension(PUBLIC_MARK, true));
}
