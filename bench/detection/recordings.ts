import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hardcell } from '../run/hardcell.ts';
import { findingsOf, isOurs } from '../run/finding.ts';
import { table } from '../run/page.ts';

/** One attack recording and what was found in it: by whose rules, and by which at that level or above. */
interface Recording {
  readonly folder: string;
  /** ATT&CK's name of the tactic that the folder names; null where the folder names none. */
  readonly tactic: string | null;
  any: Record<Whose, boolean>;
  fitting: Record<Whose, boolean>;
}

type Whose = 'public' | 'ours';

const LEVELS = ['medium', 'high', 'critical'];
const BODIES = [
  { name: 'attack-samples', folder: 'evtx/attack-samples', ending: '.evtx' },
  { name: 'windows-json', folder: 'windows-json', ending: '.zip' },
] as const;

/**
 * Technique recall on public attack recordings: the share of a folder's recordings in which a finding of at least medium level names a
 * technique of the tactic that the folder stands for. `rules`: further rules. Null where the recordings are not beside the project.
 */
export async function recordingsTable(data: string, caseDir: string, rules: string): Promise<string | null> {
  const folders = BODIES.map(({ folder }) => join(data, folder));
  const facts = join(data, 'attack/attack-facts.json');
  if (![...folders, facts, rules].every((path) => existsSync(path))) return null;
  const tacticsOf = techniqueTactics(facts);
  const known = new Set([...tacticsOf.values()].flat());
  const recordings = new Map<string, Recording>();
  for (const { name, folder, ending } of BODIES) {
    for (const file of readdirSync(join(data, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending))) {
      const top = file.includes('/') ? (file.split('/')[0] ?? '') : '(no folder)';
      const tactic = top.toLowerCase().replaceAll('_', '-');
      const none = { public: false, ours: false };
      const recording = { folder: `${name}/${top}`, tactic: known.has(tactic) ? tactic : null, any: { ...none }, fitting: { ...none } };
      recordings.set(file, recording);
    }
  }
  await hardcell(['investigate', ...folders, '--case', caseDir, '--key', `${caseDir}.key`, '--rules', rules]);
  for await (const finding of findingsOf(caseDir)) {
    if (!LEVELS.includes(finding.rule.level)) continue;
    const whose = isOurs(finding) ? 'ours' : 'public';
    const tactics = new Set(finding.attack.flatMap((technique) => tacticsOf.get(technique) ?? []));
    for (const { file } of finding.evidence) {
      const recording = recordings.get(withoutMember(file));
      if (recording === undefined) throw new Error(`a finding in ${file}, which is no recording`);
      recording.any[whose] = true;
      if (recording.tactic !== null && tactics.has(recording.tactic)) recording.fitting[whose] = true;
    }
  }
  return tableOf([...recordings.values()]);
}

function tableOf(recordings: readonly Recording[]): string {
  const folders = [...new Set(recordings.map(({ folder }) => folder))].sort();
  const rows = [...folders, null].map((folder) => {
    const own = recordings.filter((recording) => folder === null || recording.folder === folder);
    const named = own.filter(({ tactic }) => tactic !== null);
    const share = (of: readonly Recording[], holds: (recording: Recording) => boolean): string =>
      of.length === 0 ? '–' : (of.filter(holds).length / of.length).toFixed(2);
    return [
      folder ?? 'all',
      own.length,
      share(named, ({ fitting }) => fitting.public),
      share(named, ({ fitting }) => fitting.ours),
      share(named, ({ fitting }) => fitting.public || fitting.ours),
      share(own, ({ any }) => any.public),
      share(own, ({ any }) => any.ours),
      share(own, ({ any }) => any.public || any.ours),
    ];
  });
  const head = ['folder', 'recordings', 'its tactic: public rules', 'ours', 'both', 'any finding: public rules', 'ours', 'both'];
  return table(head, rows);
}

/** A recording's path below its folder, without the member of an archive. */
function withoutMember(file: string): string {
  return file.split('!/')[0] ?? file;
}

function techniqueTactics(file: string): ReadonlyMap<string, readonly string[]> {
  const { techniques } = JSON.parse(readFileSync(file, 'utf8')) as { techniques: Record<string, { tactics: string[] }> };
  return new Map(Object.entries(techniques).map(([id, { tactics }]) => [id, tactics]));
}
