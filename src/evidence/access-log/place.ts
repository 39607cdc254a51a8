/** Where a part of a line stands: from `from` to `to` (exclusive); empty when it is not there. */
export class Place {
  from: number;
  to: number;
  quoted: boolean;

  constructor(from = 0, to = 0, quoted = false) {
    this.from = from;
    this.to = to;
    this.quoted = quoted;
  }

  set(from: number, to: number): void {
    this.from = from;
    this.to = to;
  }

  clear(): void {
    this.to = this.from;
  }
}
