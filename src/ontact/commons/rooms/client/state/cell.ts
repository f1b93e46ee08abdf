/** One value that many watch: the smallest store that React can subscribe to. */

export class Cell<T> {
  private readonly watchers = new Set<() => void>();

  constructor(private value: T) {}

  readonly get = (): T => this.value;

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => {
      this.watchers.delete(watcher);
    };
  };

  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const watcher of [...this.watchers]) watcher();
  }

  /** Change some fields; watchers hear of it only if one of them really differs. */
  patch(part: Partial<T>): void {
    const before = this.value;
    const differs = (Object.keys(part) as (keyof T)[]).some((key) => !Object.is(before[key], part[key]));
    if (differs) this.set({ ...before, ...part });
  }
}
