/// <reference types="svelte" />
/// <reference types="vite/client" />

/** The version of the command line. */
declare const BILAYER_VERSION: string;
