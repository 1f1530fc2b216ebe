/** Which of the two languages is shown where there is room for one. The same for all code on the page. */
export const shown: { language: 'python' | 'typescript' } = $state({ language: 'python' });
