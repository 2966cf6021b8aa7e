import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the browser from npm lies once it is unpacked. */
export interface UnpackedBrowser {
  executablePath: string;
  /** libraries for systems that have none of their own (NSS above all) */
  libraries: string;
  /** a fontconfig folder with one font, for systems without any */
  fonts: string;
}

const cache = join(import.meta.dirname, '..', '..', '.cache');

/** Unpacks @sparticuz/chromium into the project's cache, once per version. */
export async function unpackBrowser(): Promise<UnpackedBrowser> {
  const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string };
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder, join(packed, 'bin'));
  return {
    executablePath: join(folder, 'chromium'),
    libraries: join(folder, 'al2023', 'lib'),
    fonts: join(folder, 'fonts'),
  };
}

/** Beside its place first: a run that is killed while unpacking must not leave half a browser that looks whole. */
async function unpackInto(folder: string, packed: string): Promise<void> {
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const beside = `${folder}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  const before = process.env.TMPDIR;
  // The package unpacks into the temporary folder, which it would share with other users of the machine.
  process.env.TMPDIR = beside;
  try {
    await chromium.executablePath();
    await inflate(join(packed, 'al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  writeFileSync(join(beside, 'fonts', 'fonts.conf'), fontsConfig(folder));
  if (existsSync(folder)) rmSync(beside, { recursive: true });
  else renameSync(beside, folder);
}

function fontsConfig(folder: string): string {
  const path = folder.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path}/fonts-cache</cachedir>
</fontconfig>
`;
}
