/** Points of a curve; when there are too many for any screen, neighbours are made one. */
export class Series {
  readonly x: number[] = [];
  readonly y: number[] = [];
  /** How many given points are one here. */
  #merge = 1;
  #sum = 0;
  #count = 0;

  readonly #limit: number;

  constructor(limit = 1200) {
    this.#limit = limit;
  }

  add(x: number, y: number): void {
    this.#sum += y;
    this.#count++;
    if (this.#count < this.#merge) return;
    this.x.push(x);
    this.y.push(this.#sum / this.#count);
    this.#sum = 0;
    this.#count = 0;
    if (this.x.length > this.#limit) this.#halve();
  }

  #halve(): void {
    const half = Math.floor(this.x.length / 2);
    if (this.x.length > 2 * half) {
      // The odd one out waits for its neighbour.
      this.#sum = this.y[2 * half]! * this.#merge;
      this.#count = this.#merge;
    }
    for (let i = 0; i < half; i++) {
      this.x[i] = this.x[2 * i + 1]!;
      this.y[i] = (this.y[2 * i]! + this.y[2 * i + 1]!) / 2;
    }
    this.x.length = half;
    this.y.length = half;
    this.#merge *= 2;
  }

  clear(): void {
    this.x.length = 0;
    this.y.length = 0;
    this.#merge = 1;
    this.#sum = 0;
    this.#count = 0;
  }
}
