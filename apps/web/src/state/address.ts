import { languages, type Language } from './choices.ts';
import { defaults, parseState, type State } from './state.ts';

/** The name under which the chosen language is remembered. */
export const LANGUAGE = 'bilayer-language';

/** What this browser keeps under `name`. Storage may be forbidden; then nothing is remembered. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Then it is chosen again next time.
  }
}

/** The language chosen before, else the first of the browser's that the page has. */
function usualLanguage(): Language {
  const wanted = [remembered(LANGUAGE) ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2));
  return wanted.flatMap((tag) => languages.filter((one) => one === tag))[0] ?? 'en';
}

/** The state that the page's address says now. */
export function fromAddress(): State {
  return parseState(location.search, { ...defaults, lang: usualLanguage() });
}
