/** For svelte-check and the editor; the build reads it too. */
export default { compilerOptions: { runes: true } };
