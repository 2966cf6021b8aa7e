const REMEMBERED = 'voronka.screen';

/** Whether this browser has been a paired screen: after months, that is all a television knows of itself. */
export function wasScreen(): boolean {
  return localStorage.getItem(REMEMBERED) === '1';
}

export function rememberScreen(isScreen: boolean): void {
  if (isScreen) localStorage.setItem(REMEMBERED, '1');
  else localStorage.removeItem(REMEMBERED);
}
