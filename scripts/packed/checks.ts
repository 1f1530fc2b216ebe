/** Counts what holds and what does not, and says it as it goes. */
export class Checks {
  private passed = 0;
  private failed = 0;

  /**
   * Runs one check, which fails by throwing. `body` may return a few words to show behind its name. Checks that are not
   * waited for run beside one another.
   */
  async check(name: string, body: () => unknown): Promise<void> {
    try {
      const words = await body();
      this.passed++;
      console.log(`✓ ${name}${typeof words === 'string' ? `  ${words}` : ''}`);
    } catch (error) {
      this.failed++;
      console.log(`✗ ${name}\n${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Prints the count; false when something failed. */
  end(): boolean {
    console.log(`${this.passed} of ${this.passed + this.failed} checks passed`);
    return this.failed === 0;
  }
}
