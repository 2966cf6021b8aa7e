/** Where to go after signing in: a path of our own, never another site's, however it is written. */
export function nextPath(search: string): string {
  const asked = new URLSearchParams(search).get('next') ?? '/';
  try {
    const base = 'http://ours.invalid';
    const url = new URL(asked, base);
    const path = url.pathname + url.search + url.hash;
    return asked.startsWith('/') && url.origin === base && url.pathname !== '/login' ? path : '/';
  } catch {
    return '/';
  }
}

/** The sign-in page that leads back to where somebody wanted to go; `ended` has it say why one is there. */
export function loginFor(path: string, why?: 'ended'): string {
  const asked = [...(path === '/' ? [] : [`next=${encodeURIComponent(path)}`]), ...(why ? [why] : [])];
  return `/login${asked.length > 0 ? `?${asked.join('&')}` : ''}`;
}

/** Whether somebody has come to the sign-in page because their session was ended from elsewhere. */
export function hasEnded(search: string): boolean {
  return new URLSearchParams(search).has('ended');
}

/** Where this page is, for coming back to it. */
export function herePath(): string {
  const { pathname, search, hash } = window.location;
  return pathname + search + hash;
}
