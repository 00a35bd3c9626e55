import { type RequestHandler } from 'express';
import helmet from 'helmet';

/** Swagger UI styles its elements inline and draws its logo from a data URL. */
const DOCUMENTATION = /^\/docs(?:\/|$)/;

/** The API answers with data: a browser that shows an answer by itself has nothing to load, run or frame. */
const forApi = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
  // These speak to browsers that render a page; no answer here is one, and each header costs every answer.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});

const forDocumentation = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
    },
  },
});

/** Headers that tell browsers how little they may do with an answer, and everybody not to keep it. */
export const securityHeaders: RequestHandler = (request, response, next) => {
  if (DOCUMENTATION.test(request.path)) {
    forDocumentation(request, response, next);
    return;
  }
  response.setHeader('Cache-Control', 'no-store');
  forApi(request, response, next);
};
