import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'http:public';

/** Opens a route to everybody. Here rather than with the guard that obeys it: the plumbing has public routes too. */
export const PublicRoute = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);
