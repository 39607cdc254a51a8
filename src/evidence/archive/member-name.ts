const MAX_NAME = 4096;

/**
 * A member's name as a path below its archive: `/` between the parts, no empty ones and no `.`. Null when it leads out of the archive or is no
 * name: absolute, with a drive letter, with `..`, with NUL, or longer than any path. Windows tools write `\` between the parts, so it counts as `/`.
 */
export function memberPath(name: string): string | null {
  if (name.length > MAX_NAME || name.includes('\0')) return null;
  const path = name.replaceAll('\\', '/');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return null;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? null : parts.join('/');
}

/** A name that can't be a path, made fit to be shown as one: it must not look like another file's. */
export function shownName(name: string): string {
  const safe = name
    .slice(0, 200)
    .replaceAll('\\', '/')
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  return safe === '' ? '(no name)' : safe;
}

/** What a compressed file holds is called as it is, less the ending that says so: `access.log` in `access.log.gz`. */
export function nameWithin(path: string): string {
  const own = path.slice(path.lastIndexOf('/') + 1);
  const inner = own.replace(/\.(?:tgz|tzst)$/i, '.tar').replace(/\.(?:gz|zst|zstd|z)$/i, '');
  return inner === '' || inner === '.tar' ? own : inner;
}
