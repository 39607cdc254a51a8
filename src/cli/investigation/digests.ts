import { Piscina } from 'piscina';
import { digestFile } from './digest-worker.ts';

/** Files whose digests are taken at a time. */
export const DIGESTS_AT_ONCE = 2;

/** Up to this size starting a thread takes longer than the digest. */
const SMALL_BYTES = 64 * 1024 * 1024;

/** Takes the digests of large files beside the main thread, several at a time; its threads live until it is closed. */
export class Digests {
  #pool: Piscina<string, ReturnType<typeof digestFile>> | null = null;

  /** `size` in bytes. Rejects with the system's error, which has its `code`, when the file cannot be read. */
  async of(path: string, size: number): Promise<string> {
    const outcome = size > SMALL_BYTES ? await this.#beside(path) : digestFile(path);
    if ('sha256' in outcome) return outcome.sha256;
    throw Object.assign(new Error(`the file cannot be read: ${outcome.code}`), { code: outcome.code });
  }

  #beside(path: string): Promise<ReturnType<typeof digestFile>> {
    this.#pool ??= new Piscina({
      filename: new URL(import.meta.url.endsWith('.ts') ? './digest-worker.ts' : './digest-worker.js', import.meta.url).href,
      name: 'digestFile',
      maxThreads: DIGESTS_AT_ONCE,
    });
    return this.#pool.run(path);
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = null;
  }
}
