/** A path of our own to go on to; anything that leads elsewhere, however it is written, is the start page. */
export function ownPath(wanted: string | undefined, origin: string): string {
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, origin)) return '/';
  const url = new URL(wanted, origin);
  const path = `${url.pathname}${url.search}${url.hash}`;
  // `/.//elsewhere` stays here as an address and becomes `//elsewhere` as a path
  return url.origin === new URL(origin).origin && !/^\/[/\\]/.test(path) ? path : '/';
}
