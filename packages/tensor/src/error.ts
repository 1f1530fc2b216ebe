/**
 * What every package built on tensors throws for input it cannot take. `code` is stable and made for programs
 * (`SHAPE_MISMATCH`, `BAD_DTYPE`, …); the message is for people: who, what was expected, what came, what to do.
 */
export class BilayerError extends Error {
  override readonly name: string = 'BilayerError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
