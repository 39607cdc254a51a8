import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gather } from '../../src/cli/investigation/gather.ts';
import { discover, openEvidenceFile, readerFor, SealedSpool, type EvidencePlace, type RawEvent } from '../../src/evidence/index.ts';
import { distinctCopies } from '../evtx-copies.ts';
import { MemoryEvent } from './memory-event.ts';

/** Events to match, all in memory. */
export interface Body {
  readonly name: string;
  readonly events: readonly MemoryEvent[];
}

const DATA = join(import.meta.dirname, '../../../shared/data');
const POWERSHELL = new Set(['Microsoft-Windows-PowerShell/Operational', 'PowerShellCore/Operational', 'Windows PowerShell']);

/**
 * Real events from ../shared/data. Match-rich: the 277 attack recordings, `copies` times over with some values changed in each copy, so that
 * values repeat about as much as in a log of that length. The other bodies are the events of the attack recordings, of the robust logs and of the
 * Windows JSON in zips, none twice: those of the Security log, every fourth of Sysmon's, those of PowerShell's three, and every fifth of all. A
 * process that holds more of them in memory would spend its time on sweeping it.
 */
export async function readBodies(copies: number): Promise<Body[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-bodies-'));
  try {
    const attacks = join(DATA, 'evtx/attack-samples');
    const rich: MemoryEvent[] = [];
    for (const { absolute } of discover([attacks]).files) {
      if (!absolute.endsWith('.evtx')) continue;
      const copy = join(folder, 'copy.evtx');
      let records = 0;
      read({ absolute }, () => records++);
      writeFileSync(copy, Buffer.concat([...distinctCopies(readFileSync(absolute), records * copies)]));
      rich.push(...readEvery({ absolute: copy }, 1, () => true));
    }
    const spool = new SealedSpool(join(folder, 'sealed'));
    const found = discover([attacks, join(DATA, 'evtx/robustness'), join(DATA, 'windows-json')]);
    const { files } = await gather(found, { spool, wasRead: () => false, formats: [] }, () => undefined);
    const all = files.flatMap(({ place }) => (place === null ? [] : [place]));
    const of = (name: string, every: number, takes: (channel: string | null) => boolean): Body => ({
      name,
      events: all.flatMap((place) => readEvery(place, every, takes)),
    });
    const bodies = [
      of('Security', 1, (channel) => channel === 'Security'),
      of('Sysmon', 4, (channel) => channel === 'Microsoft-Windows-Sysmon/Operational'),
      of('PowerShell', 1, (channel) => POWERSHELL.has(channel ?? '')),
      of('mixed', 5, () => true),
    ];
    spool.remove();
    return [{ name: 'match-rich', events: rich }, ...bodies];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every nth event of those of a Windows file that are wanted. */
function readEvery(place: EvidencePlace, every: number, takes: (channel: string | null) => boolean): MemoryEvent[] {
  const events: MemoryEvent[] = [];
  let count = 0;
  read(place, (event) => {
    if (event.source === 'windows' && takes(event.channel) && count++ % every === 0) events.push(MemoryEvent.of(event));
  });
  return events;
}

function read(place: EvidencePlace, event: (event: RawEvent) => void): void {
  const file = openEvidenceFile(place, 'bench');
  readerFor(file)?.read(file, { event, quarantine: () => undefined });
  file.close();
}
