import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What a page may use of a browser's abilities: none of these. */
const unused = [
  'accelerometer',
  'camera',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
];
const permissions = unused.map((name) => `${name}=()`).join(', ');

/** What browsers are told to forbid: to our pages what they do not need, to all other pages ours. */
export function securityHeaders(publicUrl: string | null): RequestHandler {
  const secure = publicUrl?.startsWith('https:') ?? false;
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'"],
        // components and the editor set styles of their own
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        // not every browser counts sockets of the own host as 'self'
        connectSrc: ["'self'", (request) => socketsOf(request.headers.host)],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 365 * 24 * 3600, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  });
  return (request, response, next) => {
    response.set('permissions-policy', permissions);
    protect(request, response, next);
  };
}

/** The header is the client's: nothing but a host may get from there into the policy. */
function socketsOf(host: string | undefined): string {
  return host !== undefined && /^[\w.[\]:-]{1,255}$/.test(host) ? `ws://${host} wss://${host}` : "'self'";
}
