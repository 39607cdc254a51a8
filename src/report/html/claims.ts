import type { AccessDocument, EvidencePointer, FindingDocument, StoryStage } from '../documents/types.ts';
import { uniquePointers, type Claim, type NumberedHop, type QueryGroup, type ReportModel } from './model/index.ts';
import { integer } from './numbers.ts';
import { stageHeading } from './told.ts';
import { counted, mechanismWord, shortChannel, listedAtMost } from './words.ts';

/** What each row of the report says, as a claim that the evidence section lists. One claim, one wording, wherever it is cited. */

export function hopClaim(model: ReportModel, { hop, number, grade }: NumberedHop): Claim {
  const { names } = model;
  return {
    title: `Hop ${number}: ${names.host(hop.from)} to ${names.host(hop.to)} as ${names.account(hop.account)}`,
    time: hop.time,
    grade,
    note: hop.uses > 1 ? `${mechanismWord(hop.mechanism)}, used ${integer(hop.uses)} times` : mechanismWord(hop.mechanism),
    pointers: uniquePointers(hop.evidence),
    decisive: ['TargetUserName', 'IpAddress', 'IpPort', 'LogonType', 'ServiceName'],
  };
}

export function stageClaim(model: ReportModel, stage: StoryStage): Claim {
  const finding = model.findings.get(stage.finding);
  if (finding !== undefined) return findingClaim(model, finding);
  return {
    title: stageHeading(stage, model.names),
    time: stage.time,
    grade: null,
    note: stage.technique,
    pointers: uniquePointers(stage.evidence),
    decisive: [],
  };
}

/** Stages that say the same, as one claim. */
export function stagesClaim(model: ReportModel, stages: readonly StoryStage[]): Claim {
  const [first, ...others] = stages.map((stage) => stageClaim(model, stage));
  if (first === undefined) throw new Error('A claim has a stage.');
  return others.length === 0
    ? first
    : {
        ...first,
        title: `${first.title}, ${counted(stages.length, 'time')}`,
        pointers: uniquePointers([first, ...others].flatMap((claim) => claim.pointers)),
      };
}

export function findingClaim(model: ReportModel, finding: FindingDocument): Claim {
  const { rule } = finding;
  return {
    title: `${rule.title} on ${model.names.host(finding.host)}`,
    time: finding.time,
    grade: null,
    note: `rule ${rule.id} by ${rule.author}, ${rule.level}${rule.terminal ? ', terminal' : ''}`,
    pointers: uniquePointers(finding.evidence),
    decisive: Object.keys(finding.fields),
  };
}

export function accessClaim(model: ReportModel, access: AccessDocument): Claim {
  const rows = access.rows_logged === null ? '' : `, ${counted(access.rows_logged, 'row')} logged`;
  return {
    title: `Access to ${access.store} as ${model.names.account(access.account)}${rows}`,
    time: access.time,
    grade: access.grade,
    note: access.whose,
    pointers: uniquePointers(access.evidence),
    decisive: ['statement', 'message', 'user_name'],
  };
}

export function queriesClaim(model: ReportModel, group: QueryGroup): Claim {
  return {
    title: `${counted(group.accesses.length, 'query', 'queries')} to ${group.store}, wave ${group.wave}`,
    time: group.accesses[0]?.time ?? null,
    grade: null,
    note: `on ${model.names.host(group.row)}`,
    pointers: uniquePointers(group.accesses.flatMap((access) => access.evidence)),
    decisive: ['statement', 'message', 'user_name'],
  };
}

/** Where a claim's lines come from, in a few words: `Security and Sysmon of web01; pgaudit of cdr-db01`. */
export function sourcesOf(pointers: readonly EvidencePointer[], model: ReportModel): string {
  const hosts = new Map<string, Set<string>>();
  for (const pointer of pointers) {
    const host = pointer.host === null ? '' : model.names.host(pointer.host);
    const source = pointer.channel === null ? (pointer.file.split(/[/\\]|!\//).at(-1) ?? pointer.file) : shortChannel(pointer.channel);
    hosts.set(host, (hosts.get(host) ?? new Set()).add(source));
  }
  const parts = [...hosts].map(([host, sources]) => `${listedAtMost([...sources], 2)}${host === '' ? '' : ` of ${host}`}`);
  return parts.length <= 2 ? parts.join('; ') : `${parts.slice(0, 2).join('; ')}; ${counted(parts.length - 2, 'more host')}`;
}
