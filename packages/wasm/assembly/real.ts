/** The numbers of the module. scripts/embed-wasm.ts compiles it for f32, and with f64 in this place. */
export type Real = f32;
