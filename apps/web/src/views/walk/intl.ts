/** Has a worker make V8's list of languages: for the first number that is written it would be a long task of the page. */
export function listLanguages(): void {
  new Worker(new URL('./intl.worker.ts', import.meta.url), { type: 'module', name: 'intl' });
}
