import type { Request, RequestHandler } from 'express';
import { OddRequest } from './request-failure.ts';

/**
 * Reads the JSON of a request. Whoever sends too much is told so at once, not when all of it has come; nothing is unpacked, because a little
 * may unpack to very much.
 */
export function jsonBody(limit: number): RequestHandler {
  const tooLarge = (): OddRequest => new OddRequest(413, 'body', `at most ${limit} bytes`);
  return async (request, _response, next) => {
    const { 'content-type': type, 'content-encoding': encoding, 'content-length': length } = request.headers;
    request.body = undefined;
    if (type === undefined) return next();
    if (encoding !== undefined && encoding !== 'identity')
      throw new OddRequest(415, 'content-encoding', 'none: the body as it is');
    const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type)?.[1]?.toLowerCase();
    if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
      throw new OddRequest(415, 'content-type', 'UTF-8');
    if (Number(length) > limit) throw tooLarge();
    const text = await readText(request, limit);
    if (text === null) throw tooLarge();
    request.body = parsed(text);
    next();
  };
}

/** Null: it is longer than allowed. What still comes is read and forgotten. */
function readText(request: Request, limit: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes <= limit) return;
      request.off('data', take);
      chunks.length = 0;
      request.resume();
      resolve(null);
    };
    request.on('data', take);
    request.once('end', () => resolve(Buffer.concat(chunks).toString()));
    const broken = (): void => reject(new OddRequest(400, 'body', 'the whole body'));
    request.once('error', broken);
    request.once('close', broken);
  });
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // told below
  }
  throw new OddRequest(400, 'body', 'a JSON object with a query');
}
