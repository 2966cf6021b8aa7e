import { Server as HttpServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { Counts } from '../live/counts.ts';

/** What a request may be before anybody looks into it. Milliseconds and bytes where nothing else is said. */
export const requestLimits = {
  /** of a GraphQL request; a question that needs more should be several */
  bodyBytes: 256 * 1024,
  urlLength: 8_000,
  headerBytes: 16 * 1024,
  headers: 100,
  /** until all headers, and until the whole request has come: who sends a byte a second is not waited for */
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  checkEvery: 1_000,
  /** a line on which nothing moves is closed, also while an answer waits to be taken */
  silence: 60_000,
  /** longer than reverse proxies keep a line, so that it is them who close it */
  keepAliveTimeout: 65_000,
  connections: 12_000,
  /** without a proxy before the server; behind one all come from the same address */
  connectionsPerAddress: 6_000,
};
export type RequestLimits = typeof requestLimits;

/** An HTTP server that does not wait for ever, for nobody. */
export function guardedServer(listener: RequestListener, limits: RequestLimits, behindProxy: boolean): Server {
  const server = new HttpServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersTimeout,
      requestTimeout: limits.requestTimeout,
      keepAliveTimeout: limits.keepAliveTimeout,
      connectionsCheckingInterval: limits.checkEvery,
      requireHostHeader: true,
      insecureHTTPParser: false,
    },
    listener,
  );
  server.timeout = limits.silence;
  server.maxConnections = limits.connections;
  // all of them are counted by the routes: those beyond must not silently vanish
  server.maxHeadersCount = 0;
  if (!behindProxy) boundPerAddress(server, limits.connectionsPerAddress);
  server.on('clientError', answerNoRequest);
  return server;
}

function boundPerAddress(server: Server, most: number): void {
  const connections = new Counts();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (!connections.enter(address, most)) return void socket.destroy();
    socket.once('close', () => connections.leave(address));
  });
}

const statuses: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** What came is no HTTP, or did not come in time: a status, and the line is closed. */
function answerNoRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const status = statuses[error.code ?? ''] ?? '400 Bad Request';
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
