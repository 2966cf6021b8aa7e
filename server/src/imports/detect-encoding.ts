import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { analyse } from 'chardet';
import iconv from 'iconv-lite';

const sampleSize = 1 << 16;

/** Whether text of this encoding can be read. */
export function isEncoding(name: string): boolean {
  return name === 'auto' || iconv.encodingExists(name);
}

/**
 * The encoding of a file: what its byte order mark says; else UTF-8 when all of it is valid UTF-8; else the likeliest by its letters,
 * looked at where UTF-8 ends being possible. A file that is Latin for a megabyte before its first Russian name is read right too.
 */
export async function detectEncoding(path: string): Promise<string> {
  const start = await sample(path, 0);
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8';
  const silent = silentUtf16(start);
  if (silent) return silent;
  const strange = await firstNotUtf8(path);
  if (strange === null) return 'utf-8';
  return likeliest(await sample(path, Math.max(0, strange - 64)));
}

/** Single-byte encodings are told apart by their letters; among those, Windows-1251 is what Russian offices write. */
function likeliest(bytes: Buffer): string {
  const match = analyse(bytes).find(({ name }) => !/^(utf|iso-2022|ascii)/i.test(name) && iconv.encodingExists(name));
  if (looksRussian(bytes) && match?.name.toUpperCase() !== 'KOI8-R') return 'windows-1251';
  return (match?.name ?? 'windows-1251').toLowerCase();
}

/** In Windows-1251 Russian words are runs of bytes from 0xC0 up; in Western text such bytes stand alone or, seldom, in twos. */
function looksRussian(bytes: Buffer): boolean {
  let letters = 0;
  let inWords = 0;
  let run = 0;
  for (const byte of [...bytes, 0]) {
    if (byte >= 0xc0) {
      run += 1;
      continue;
    }
    letters += run;
    if (run > 2) inWords += run;
    run = 0;
  }
  return letters > 0 && inWords / letters > 0.5;
}

/** UTF-16 without a mark: every other byte of Latin text is zero. */
function silentUtf16(bytes: Buffer): string | null {
  const zeros = [0, 0];
  for (let i = 0; i < bytes.length; i += 1) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > bytes.length / 8 && even < odd / 10) return 'utf-16le';
  return even > bytes.length / 8 && odd < even / 10 ? 'utf-16be' : null;
}

async function sample(path: string, from: number): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleSize), 0, sampleSize, from);
  return buffer.subarray(0, bytesRead);
}

/** Roughly where a file stops being UTF-8 (the start of the piece that is not); null when all of it is. */
async function firstNotUtf8(path: string): Promise<number | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let at = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: sampleSize }) as AsyncIterable<Buffer>) {
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      const strange = chunk.findIndex((byte) => byte >= 0x80);
      return at + Math.max(0, strange);
    }
    at += chunk.length;
  }
  try {
    decoder.decode();
    return null;
  } catch {
    return Math.max(0, at - sampleSize);
  }
}
