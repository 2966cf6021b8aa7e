import { useSyncExternalStore } from 'react';
import { createStore } from '../live/store.ts';
import { chooseLanguage, type Language } from './language.ts';
import { setLocale } from './paraglide/runtime.js';

const REMEMBERED = 'voronka.language';

const language = createStore<Language>(
  chooseLanguage({
    search: window.location.search,
    stored: localStorage.getItem(REMEMBERED),
    browser: navigator.languages,
  }),
);
speak(language.get());

/** The language of the page. */
export function useLanguage(): Language {
  return useSyncExternalStore(language.watch, language.get);
}

/** Switches the language and remembers it; an address that asks for another one is put right too. */
export function switchLanguage(next: Language): void {
  localStorage.setItem(REMEMBERED, next);
  const url = new URL(window.location.href);
  if (url.searchParams.has('lang')) {
    url.searchParams.set('lang', next);
    window.history.replaceState(window.history.state, '', url);
  }
  speak(next);
  language.set(next);
}

function speak(next: Language): void {
  void setLocale(next, { reload: false });
  document.documentElement.lang = next;
}
