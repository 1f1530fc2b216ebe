import { fromAddress, LANGUAGE, remember, remembered } from './address.ts';
import { serializeState, type State } from './state.ts';

let current: State = $state.raw(fromAddress());

/** The page's one state. Reading `app.state` in a component keeps it up to date. */
export const app: { readonly state: State } = {
  get state() {
    return current;
  },
};

let writing: ReturnType<typeof setTimeout> | undefined;

function writeAddress(): void {
  clearTimeout(writing);
  writing = undefined;
  const query = serializeState(current);
  if (query !== location.search) history.replaceState(null, '', query + location.hash);
}

/**
 * Changes the state, and the address with it. Another view is a new entry in the browser's history, other settings are
 * not; they are written when they have been still for a moment, for browsers refuse many changes at once.
 */
export function change(part: Partial<State>): void {
  if (part.view !== undefined && part.view !== current.view) {
    if (writing !== undefined) writeAddress();
    current = { ...current, ...part };
    history.pushState(null, '', serializeState(current));
    return;
  }
  current = { ...current, ...part };
  if (part.lang !== undefined) remember(LANGUAGE, part.lang);
  clearTimeout(writing);
  writing = setTimeout(writeAddress, 150);
}

/** The address of the page as it is, but for `part`: what a link leads to. */
export function addressOf(part: Partial<State>): string {
  return serializeState({ ...current, ...part });
}

/** Follows the browser's back and forward buttons. Call once. */
export function followHistory(): void {
  writeAddress();
  addEventListener('popstate', () => {
    current = fromAddress();
  });
}

export type Theme = 'auto' | 'light' | 'dark';
const THEME = 'bilayer-theme';

let chosen: Theme = $state((['light', 'dark'] as const).find((one) => one === remembered(THEME)) ?? 'auto');
const systemIsDark: MediaQueryList = matchMedia('(prefers-color-scheme: dark)');
let systemDark = $state(systemIsDark.matches);
systemIsDark.addEventListener('change', ({ matches }) => {
  systemDark = matches;
});

/** Light or dark: the system's choice unless the visitor makes one. Remembered; not in the address. */
export const theme: { choice: Theme; readonly dark: boolean } = {
  get choice() {
    return chosen;
  },
  set choice(value) {
    chosen = value;
    remember(THEME, value);
  },
  get dark() {
    return chosen === 'auto' ? systemDark : chosen === 'dark';
  },
};
