import {
  columnDomains,
  type CarrierContext,
  createMasker,
  keyFingerprint,
  loadContext,
  loadOrCreateKey,
  openAuditTrail,
  openExistingCase,
  stageInput,
  whoRuns,
  type Masker,
} from '../../case/index.ts';
import { Duckdb } from '../../engine/index.ts';
import { HardcellError, version } from '../../lib/index.ts';
import { documentSource, type DocumentSource } from '../../report/index.ts';
import { remembered } from '../investigation/remembered.ts';
import { maskOutputWith } from '../plain-masker.ts';

/** MB for the engine of a command that only reads. */
const MEMORY = 1500;

/** Opens a case to read it, runs `body` and closes it again; the audit trail is told first. */
export async function withCase<T>(
  caseDir: string,
  command: string,
  flags: Record<string, string>,
  body: (source: DocumentSource) => Promise<T>,
): Promise<T> {
  const opened = openExistingCase(caseDir);
  // What an unfinished run has not told must never read as nothing.
  if (opened.manifest.setting('unfinished') === 'yes') {
    opened.manifest.close();
    throw new HardcellError('CASE_UNFINISHED', {}, opened.paths.dir);
  }
  const engine = await Duckdb.open({ threads: 2, memory: MEMORY, temporary: null });
  try {
    tellAudit(opened.paths.dir, command, flags);
    return await body(documentSource(opened, stageInput(opened, engine)));
  } finally {
    engine.close();
    opened.manifest.close();
  }
}

/** A case on a read-only mount can be shown; that this went unrecorded is said. */
function tellAudit(caseDir: string, command: string, flags: Record<string, string>): void {
  try {
    openAuditTrail(caseDir).append({ who: whoRuns(), version, command, flags, rules_digest: null, evidence: [] });
  } catch (cause) {
    if (cause instanceof HardcellError) throw cause;
    process.stderr.write('hardcell: the case folder cannot be written, so this look is not in its audit trail\n');
  }
}

/** What a command needs to show originals: the masker of the case, and the context it was made with. */
export interface CaseMasking {
  readonly masker: Masker;
  readonly context: CarrierContext;
}

/** Opens the key of a case and the context it was made with; both default to those `investigate` was given. */
export function openMasker(source: DocumentSource, keyFile: string | null, contextDir: string | null): CaseMasking {
  const { manifest, paths } = source.opened;
  const before = remembered(source.opened);
  const { key } = loadOrCreateKey({
    file: keyFile ?? before.key,
    caseId: manifest.setting('case_id') ?? '',
    caseDir: paths.dir,
    mustExist: true,
  });
  if (keyFingerprint(key) !== manifest.setting('key_fingerprint')) throw new HardcellError('KEY_DIFFERS', {}, paths.dir);
  const context = loadContext(contextDir ?? before.context);
  const masker = createMasker({ key, plan: context.numbers, columns: columnDomains(context.mappings) });
  maskOutputWith(masker);
  return { masker, context };
}
