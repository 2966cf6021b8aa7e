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

/** The sign-in page that leads back to where somebody wanted to go. */
export function loginFor(path: string): string {
  return path === '/' ? '/login' : `/login?next=${encodeURIComponent(path)}`;
}

/** Where this page is, for coming back to it. */
export function herePath(): string {
  const { pathname, search, hash } = window.location;
  return pathname + search + hash;
}
