/** Where progress goes: one rewritten line on a terminal, else a plain line every few seconds. Never standard output. */
export interface Progress {
  /** What is being done now; shown when it is time to. */
  readonly update: (text: string) => void;
  /** A line that stays. */
  readonly line: (text: string) => void;
  /** Clears the rewritten line. */
  readonly end: () => void;
}

const PLAIN_INTERVAL_MS = 5000;
const LIVE_INTERVAL_MS = 100;

export function openProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const live = stream.isTTY;
  let shown = Date.now();
  let dirty = false;
  const clear = (): void => {
    if (dirty) stream.write('\r\u001b[K');
    dirty = false;
  };
  return {
    update(text) {
      const now = Date.now();
      if (now - shown < (live ? LIVE_INTERVAL_MS : PLAIN_INTERVAL_MS)) return;
      shown = now;
      if (live) {
        clear();
        stream.write(text.slice(0, Math.max(20, (stream.columns || 80) - 1)));
        dirty = true;
      } else stream.write(`${text}\n`);
    },
    line(text) {
      clear();
      stream.write(`${text}\n`);
    },
    end: clear,
  };
}
