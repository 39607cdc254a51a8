/** Which things belong together: ties are followed to the end (union-find). Things are told apart as Map keys are. */
export class Groups<T> {
  readonly #above = new Map<T, T>();

  /** The thing that stands for the group of this one; itself for one that nothing is tied to. */
  of(thing: T): T {
    let at = thing;
    for (let above = this.#above.get(at); above !== undefined; above = this.#above.get(at)) at = above;
    for (let above = this.#above.get(thing); above !== undefined && above !== at; above = this.#above.get(thing)) {
      this.#above.set(thing, at);
      thing = above;
    }
    return at;
  }

  tie(a: T, b: T): void {
    const [left, right] = [this.of(a), this.of(b)];
    if (left !== right) this.#above.set(left, right);
  }
}
