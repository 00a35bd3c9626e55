import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';

/** Where the page is told the nonce under which it may bring styles of its own. */
const NONCE_PLACE = /%CSP_NONCE%/g;
const NONCE_BYTES = 16;

/** What belongs to the API and its neighbours: an address under these is never one of the web application. */
const NOT_OURS = /^\/(?:api|docs|docs-json|docs-yaml|health|metrics|socket\.io|ws)(?:\/|$)/;
/** The application's own addresses have no dots: a file that is not there is not found. */
const FILE = /\.[^/]*$/;

interface PageResponse extends Response {
  readonly locals: { nonce?: string };
}

/**
 * Serves the web application that `web/scripts/build.mjs` made, at the root of this server. Hashed files may be kept
 * for ever; the page that names them is asked for each time. Every address that is nobody else's answers with the page,
 * if it is a browser that asks, and the root does to whoever takes HTML.
 */
export function serveWebApp(app: NestExpressApplication): void {
  const folder = folderAbove(__dirname);
  // The API works without it, as in tests that build nothing.
  if (folder === undefined) return;
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = express.static(folder, { index: false, redirect: false, etag: true, setHeaders: keep });
  const compressed = compression();
  app.use((request: Request, response: PageResponse, next: NextFunction) => {
    if (!isOurs(request)) {
      next();
      return;
    }
    compressed(request, response, () => {
      if (FILE.test(request.path)) filesFor(files)(request, response, next);
      else sendPage(page, request, response, next);
    });
  });
}

/** At the root the page is all there is, for `curl` too; elsewhere a program is told that its address is wrong. */
function isOurs(request: Request): boolean {
  const { method, path, headers } = request;
  if ((method !== 'GET' && method !== 'HEAD') || NOT_OURS.test(path)) return false;
  if (path === '/') return request.accepts('html') !== false;
  return FILE.test(path) || (headers.accept ?? '').includes('text/html');
}

function filesFor(files: RequestHandler): RequestHandler {
  return (request, response, next) => {
    pageHeaders(request, response, () => {
      files(request, response, next);
    });
  };
}

/** Names under `/assets` carry a digest of what they name. */
function keep(response: Response, path: string): void {
  const hashed = path.includes('/assets/') || path.includes('\\assets\\');
  response.setHeader(
    'Cache-Control',
    hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
  );
}

function sendPage(page: string, request: Request, response: PageResponse, next: NextFunction): void {
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  response.locals.nonce = nonce;
  pageHeaders(request, response, (error?: unknown) => {
    if (error !== undefined) {
      next(error);
      return;
    }
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(page.replace(NONCE_PLACE, nonce));
  });
}

const nonceSource = (_: unknown, response: unknown): string => {
  const { nonce } = (response as PageResponse).locals;
  return nonce === undefined ? "'self'" : `'nonce-${nonce}'`;
};

/** The page runs its own scripts, speaks to its own server, and is framed by nobody. */
const pageHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", nonceSource],
      styleSrc: ["'self'", nonceSource],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      objectSrc: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
});

/** The build output holds it in `dist/web`; sources and their output differ in depth. */
function folderAbove(directory: string): string | undefined {
  const folder = join(directory, 'dist/web');
  if (existsSync(join(folder, 'index.html'))) return folder;
  const parent = dirname(directory);
  return parent === directory ? undefined : folderAbove(parent);
}
