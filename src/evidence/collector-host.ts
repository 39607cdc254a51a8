/**
 * The host that a collector's layout names, from the path of a file in the evidence (`case/a.zip!/b/c.evtx`); null where the layout is not
 * one of these, or its name could be that of anything else. As the path spells it.
 *
 * - Velociraptor's offline collector: `Collection-<host>-<time>.zip`, in it `uploads/<accessor>/C%3A/…`; `<host>` may be `name.domain` or `name_domain`.
 * - KAPE: the target folder holds a folder for each drive, `<folder>/C/Windows/…`; the folder is called `<host>` or, with the options for names,
 *   `<time>_<host>` or `<time>_<host>_…`.
 * - CyLR: `<host>.zip` holds `C/Windows/…`.
 */
export function collectorHost(path: string): string | null {
  const parts = path.split('/').map(decoded);
  return velociraptorHost(parts) ?? hostAboveDrive(parts);
}

/** `%3A` stands for `:` in what Velociraptor writes; whatever can't be decoded stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `Collection-web01_corp_example-2024-03-01T10_20_30Z.zip!`: the time at the end tells where the name ends. */
const COLLECTION = /^Collection-(.{1,255})-\d{4}-\d\d-\d\dT\d\d[_:.]\d\d[_:.]\d\d(?:[._]\d+)?(?:Z|[+-]\d\d[_:.]?\d\d)?$/;

function velociraptorHost(parts: readonly string[]): string | null {
  for (let at = parts.length - 2; at >= 0; at -= 1) {
    const name = COLLECTION.exec(withoutEnding(parts[at] ?? ''))?.[1];
    // It writes `_` for the dots of a full name; no host name has one of its own.
    if (name !== undefined) return hostName(name.replaceAll('_', '.'));
  }
  return null;
}

/** What a Windows drive holds at its root; a folder called `C` that holds something else is no drive. */
const ROOT_OF_DRIVE = new Set([
  'windows',
  'inetpub',
  'users',
  'programdata',
  'program files',
  'program files (x86)',
  '$extend',
  '$recycle.bin',
]);
const STAMP = /^\d{4}-?\d\d-?\d\d(?:[T_-]?\d\d[-_:.]?\d\d[-_:.]?\d\d(?:[._]\d+)?Z?)?[_-]/;
const STAMP_BEHIND = /[_-]\d{4}-?\d\d-?\d\d(?:[T_-]?\d\d[-_:.]?\d\d[-_:.]?\d\d(?:[._]\d+)?Z?)?$/;

function hostAboveDrive(parts: readonly string[]): string | null {
  // The innermost drive: a copy of another machine's drive may lie in one that was collected.
  for (let at = parts.length - 3; at >= 1; at -= 1) {
    if (!/^[A-Za-z]:?$/.test(parts[at] ?? '') || !ROOT_OF_DRIVE.has((parts[at + 1] ?? '').toLowerCase())) continue;
    const above = parts.slice(0, at).findLast((part) => !LAYOUT_FOLDERS.has(part.toLowerCase()));
    return above === undefined ? null : hostName(hostPart(withoutEnding(above)));
  }
  return null;
}

/** Folders that collectors put between a host and its drives. */
const LAYOUT_FOLDERS = new Set(['uploads', 'auto', 'ntfs', 'file', 'lazy_ntfs', 'targets', 'target', 'files', 'kape', 'tout', 'tdest']);

/** `HOST` in `2024-01-02T030405_HOST`, `2024-01-02T030405_HOST_Triage` and `HOST_2024-01-02`. */
function hostPart(folder: string): string {
  const stamped = STAMP.test(folder) || STAMP_BEHIND.test(folder);
  const name = folder.replace(STAMP, '').replace(STAMP_BEHIND, '');
  // Behind a time, `_` parts the host from what else the name says.
  return stamped ? (name.split('_')[0] ?? name) : name;
}

function withoutEnding(part: string): string {
  return part.replace(/!$/, '').replace(/\.(?:zip|7z|tar|tgz|tar\.gz|tar\.zst|vhdx?)$/i, '');
}

/** Words that folders are called and hosts are not. */
const NO_HOST = new Set(
  'collected collection collections evidence triage case cases data drive drives disk image images export extracted output out temp tmp mnt mount media root kape cylr velociraptor logs backup vss live system windows server client host hosts'.split(
    ' ',
  ),
);

/** A name that a host can have (RFC 1123, at most 255), and that says more than that it is one. */
function hostName(name: string): string | null {
  if (name.length < 2 || name.length > 255 || /^\d+$/.test(name) || NO_HOST.has(name.toLowerCase())) return null;
  const labels = name.split('.');
  return labels.every((label) => /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/.test(label)) ? name : null;
}
