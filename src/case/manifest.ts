import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { HardcellError } from '../lib/index.ts';

/** The version of the case folder's own layout; older ones are migrated forward, newer ones refused. */
export const CASE_FORMAT = 2;

/** One evidence file, or one part of a large one, as it was read. Times are µs since 1970. */
export interface EvidenceRow {
  readonly sha256: string;
  /** From 0. */
  readonly part: number;
  /** How many parts the file was cut into; 1 for a file read whole. */
  readonly parts: number;
  readonly size: number;
  readonly format: string | null;
  /** The zone that the carrier gives for its times (`sources.yaml`), as it was when the file was read; null for none. */
  readonly zone: string | null;
  readonly records: number;
  readonly parsed: number;
  readonly quarantined: number;
  readonly out_of_scope: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly shard: string;
}

/** Where a file of the evidence lies. Paths are masked, relative to the evidence argument. */
export interface PathRow {
  readonly sha256: string;
  readonly root: string;
  readonly path: string;
  readonly size: number;
}

/** A file that could not be read at all, and why. */
export interface UnreadRow {
  /** The evidence argument it lies in. */
  readonly root: string;
  readonly path: string;
  readonly code: string;
  readonly reason: string;
  readonly bytes: number;
}

const LAYOUT = `
  CREATE TABLE IF NOT EXISTS evidence (sha256 TEXT NOT NULL, part INTEGER NOT NULL, parts INTEGER NOT NULL, size INTEGER NOT NULL, format TEXT, zone TEXT,
    records INTEGER NOT NULL, parsed INTEGER NOT NULL, quarantined INTEGER NOT NULL, out_of_scope INTEGER NOT NULL, first INTEGER, last INTEGER,
    shard TEXT NOT NULL, PRIMARY KEY (sha256, part)) STRICT;
  CREATE TABLE IF NOT EXISTS path (sha256 TEXT NOT NULL, root TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (root, path, sha256)) STRICT;
  CREATE TABLE IF NOT EXISTS unread (root TEXT NOT NULL, path TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, bytes INTEGER NOT NULL,
    PRIMARY KEY (root, path, code)) STRICT;
  CREATE TABLE IF NOT EXISTS shard (digest TEXT PRIMARY KEY, generation TEXT NOT NULL, number INTEGER NOT NULL UNIQUE) STRICT;
  CREATE TABLE IF NOT EXISTS stage (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
`;

/** What brings a case of the format before this one forward; primary rows are kept, what the pass made is made again. */
const MIGRATIONS: ReadonlyMap<number, string> = new Map([[1, 'DROP TABLE evidence; DROP TABLE shard; DROP TABLE unread;']]);

/** The case's list of what it holds: a row here is what makes a shard or a stage's tables exist. */
export class Manifest {
  readonly #db: DatabaseSync;
  readonly #release: (() => void) | null;

  /** `release` gives back the right to write to the case when the manifest is closed. */
  constructor(file: string, options: { readonly readOnly: boolean; readonly release?: () => void }) {
    this.#release = options.release ?? null;
    this.#db = new DatabaseSync(file, { readOnly: options.readOnly });
    if (options.readOnly) {
      const found = Number(this.setting('case_format'));
      this.#refuseNewer(found);
      if (found < CASE_FORMAT) throw new HardcellError('CASE_OLDER', { found, known: CASE_FORMAT });
      return;
    }
    // FULL: a row that was committed survives a power cut, which is what makes it the commit of a stage.
    this.#db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000;');
    this.#db.exec('CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
    const format = Number(this.setting('case_format') ?? CASE_FORMAT);
    this.#refuseNewer(format);
    this.transaction(() => {
      for (let from = format; from < CASE_FORMAT; from++) this.#db.exec(MIGRATIONS.get(from) ?? '');
      this.#db.exec(LAYOUT);
      this.set('case_format', String(CASE_FORMAT));
    });
  }

  #refuseNewer(found: number): void {
    if (found > CASE_FORMAT) throw new HardcellError('CASE_NEWER', { found, known: CASE_FORMAT });
  }

  setting(name: string): string | null {
    return (this.#get('SELECT value FROM setting WHERE name = ?', name) as { value: string } | undefined)?.value ?? null;
  }

  set(name: string, value: string): void {
    this.#prepare('INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, value);
  }

  /** What was read of each file, its parts together, by SHA-256. */
  evidence(): Omit<EvidenceRow, 'part' | 'shard'>[] {
    return this
      .#all(`SELECT sha256, max(parts) AS parts, max(size) AS size, max(format) AS format, max(zone) AS zone, sum(records) AS records, sum(parsed) AS parsed,
      sum(quarantined) AS quarantined, sum(out_of_scope) AS out_of_scope, min(first) AS first, max(last) AS last
      FROM evidence GROUP BY sha256 ORDER BY sha256`);
  }

  /** Every part that was read, by SHA-256 and number. */
  parts(): EvidenceRow[] {
    return this.#all('SELECT * FROM evidence ORDER BY sha256, part');
  }

  /** Every path of every file, by path, then SHA-256. */
  paths(): PathRow[] {
    return this.#all<PathRow>('SELECT * FROM path ORDER BY path, sha256, root');
  }

  addPaths(rows: readonly PathRow[]): void {
    this.transaction(() => {
      const insert = this.#prepare('INSERT OR IGNORE INTO path VALUES (?, ?, ?, ?)');
      for (const row of rows) insert.run(row.sha256, row.root, row.path, row.size);
    });
  }

  /** Files that could not be read, by path. */
  unread(): UnreadRow[] {
    return this.#all<UnreadRow>('SELECT * FROM unread ORDER BY path, code, root');
  }

  /** What these evidence arguments hold now that could not be read, in place of what they held before. */
  replaceUnread(roots: readonly string[], rows: readonly UnreadRow[]): void {
    this.transaction(() => {
      const forget = this.#prepare('DELETE FROM unread WHERE root = ?');
      for (const root of roots) forget.run(root);
      const insert = this.#prepare('INSERT OR REPLACE INTO unread VALUES (?, ?, ?, ?, ?)');
      for (const row of rows) insert.run(row.root, row.path, row.code, row.reason, row.bytes);
    });
  }

  /** Digests of the shards of one generation (same code, rules, context, key and scope), sorted. */
  shards(generation: string): string[] {
    return this.#all<{ digest: string }>('SELECT digest FROM shard WHERE generation = ? ORDER BY digest', generation).map(
      (row) => row.digest,
    );
  }

  /** A number that no shard has, nor any above it. */
  nextShardNumber(): number {
    return (this.#get('SELECT coalesce(max(number) + 1, 0) AS number FROM shard') as { number: number }).number;
  }

  /** The commit of a shard: its row and its files' rows together. */
  addShard(shard: { readonly digest: string; readonly generation: string; readonly number: number }, files: readonly EvidenceRow[]): void {
    this.transaction(() => {
      this.#prepare('INSERT OR REPLACE INTO shard VALUES (?, ?, ?)').run(shard.digest, shard.generation, shard.number);
      const insert = this.#prepare('INSERT OR REPLACE INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
      for (const f of files) {
        const counts = [f.records, f.parsed, f.quarantined, f.out_of_scope];
        insert.run(f.sha256, f.part, f.parts, f.size, f.format, f.zone, ...counts, f.first, f.last, f.shard);
      }
    });
  }

  /** Forgets all shards of other generations, and the evidence rows that came from them. */
  keepGeneration(generation: string): void {
    this.transaction(() => {
      this.#prepare('DELETE FROM evidence WHERE shard IN (SELECT digest FROM shard WHERE generation <> ?)').run(generation);
      this.#prepare('DELETE FROM shard WHERE generation <> ?').run(generation);
    });
  }

  /** The digest of the stage's tables; null when it has not been done. */
  stage(name: string): string | null {
    return (this.#get('SELECT digest FROM stage WHERE name = ?', name) as { digest: string } | undefined)?.digest ?? null;
  }

  stages(): { name: string; digest: string }[] {
    return this.#all('SELECT name, digest FROM stage ORDER BY name');
  }

  commitStage(name: string, digest: string): void {
    this.#prepare('INSERT INTO stage VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest').run(name, digest);
  }

  transaction(body: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      body();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#db.close();
    this.#release?.();
  }

  #prepare(sql: string): StatementSync {
    return this.#db.prepare(sql);
  }

  #get(sql: string, ...values: string[]): unknown {
    return this.#prepare(sql).get(...values);
  }

  #all<Row>(sql: string, ...values: string[]): Row[] {
    // The row shape is fixed by LAYOUT above; STRICT tables hold it.
    return this.#prepare(sql).all(...values) as unknown as Row[];
  }
}
