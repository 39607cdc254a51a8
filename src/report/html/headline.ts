import type { ReportModel } from './model/index.ts';
import { size } from './numbers.ts';
import { DAY, longDuration, moment, rangeInFull } from './time.ts';
import { capital, numeral, told } from './words.ts';

/** The top of the page in words, made from the numbers alone. */
export interface Headline {
  /** Dates and confidence. */
  readonly over: string;
  readonly headline: string;
  readonly lead: string;
}

export function headlineOf(model: ReportModel): Headline {
  return model.operations.length === 0 ? nothingFound(model) : found(model);
}

function nothingFound(model: ReportModel): Headline {
  const { evidence } = model.documents.summary;
  const period = evidence.first === null || evidence.last === null ? 'no dated record' : rangeInFull(evidence.first, evidence.last);
  const hosts = new Set(model.documents.coverage.sources.map((source) => source.host)).size;
  const days = blindDays(model);
  const findings = model.documents.findings.length;
  const looked = `We read ${told(model.documents.coverage.sources.length, 'source')} of ${told(hosts, 'host')} and joined no hop between them to a strong finding.`;
  const rest =
    findings === 0 ? 'No rule matched.' : `${capital(told(findings, 'finding'))} ${findings === 1 ? 'stands' : 'stand'} alone, below.`;
  const blind =
    days === 0
      ? 'No log is known to be missing.'
      : `${capital(told(days, 'day'))} of logs are missing, and what happened there cannot be excluded.`;
  return { over: `${period} · no operation`, headline: 'We found no intrusion in what we could see.', lead: `${looked} ${rest} ${blind}` };
}

function found(model: ReportModel): Headline {
  const documents = model.operations.map((operation) => operation.document);
  const first = documents.map((each) => each.first).toSorted((a, b) => moment(a) - moment(b))[0] ?? '';
  const last = documents.map((each) => each.last).toSorted((a, b) => moment(b) - moment(a))[0] ?? '';
  const trust = documents.map((each) => each.confidence.toFixed(2)).join(', ');
  const waves = documents.reduce((total, each) => total + each.waves.length, 0);
  const who = documents.length === 1 ? 'One intruder' : capital(told(documents.length, 'operation'));
  const time = longDuration(moment(last) - moment(first));
  return {
    over: `${rangeInFull(first, last)} · ${told(documents.length, 'operation')}, confidence ${trust}`,
    headline: `${who}, in ${told(waves, 'wave')} ${waves === 1 ? 'of' : 'over'} ${time}, ${whatTheyDid(model)}.`,
    lead: leadOf(model),
  };
}

function whatTheyDid(model: ReportModel): string {
  const { exposure } = model.documents;
  const taken = exposure.stores.filter((store) => size(store.confirmed) > 0).length;
  const open = exposure.stores.filter((store) => size(store.possible) > 0).length;
  if (taken > 0) return `took call records from ${told(taken, 'store')}`;
  if (open > 0) return `reached ${told(open, 'store')}; that call records left cannot be excluded`;
  const hosts = model.operations.reduce(
    (total, each) => total + each.document.hosts.filter((host) => host.compromised === 'confirmed').length,
    0,
  );
  const records = exposure.stores.length === 0 ? 'whether call records left is not known' : 'we saw no call record leave';
  return `held ${told(hosts, 'host')}; ${records}`;
}

function leadOf(model: ReportModel): string {
  const hops = model.operations.reduce((total, each) => total + each.hops.length, 0);
  const credentials = model.operations.reduce(
    (total, each) => total + each.cast.credentials.filter((credential) => credential.hops > 0).length,
    0,
  );
  const questions = model.operations.reduce((total, each) => total + each.document.open_questions.length, 0);
  const store = model.operations.some((each) => each.queries.length > 0);
  const start = model.operations[0];
  const door = start?.document.hosts.some((host) => start.tier(host.name) === 'Public servers') === true;
  const from = door ? 'from a public server ' : '';
  const to = store ? 'to the call records ' : '';
  const stolen = `with ${told(credentials, 'credential')}`;
  const way = hops === 0 ? 'We joined no hop to it.' : `It went ${from}${to}in ${numeral(hops)} ${hops === 1 ? 'hop' : 'hops'}, ${stolen}.`;
  const blind = blindHosts(model);
  const rests = blind === 0 ? '' : `some answers rest on ${blind === 1 ? 'a host whose logs are' : 'hosts whose logs are'} missing`;
  const asked = questions === 0 ? '' : `${told(questions, 'question')} ${questions === 1 ? 'is' : 'are'} open`;
  const both = [asked, rests].filter((part) => part !== '').join(', and ');
  return both === '' ? way : `${way} ${capital(both)}.`;
}

/** Hosts of the story with a blind interval. */
function blindHosts(model: ReportModel): number {
  return new Set(model.blind.filter((blind) => model.gradeOf(blind.host) !== null).map((blind) => blind.host)).size;
}

/** Days without a log, over all hosts and logs. */
export function blindDays(model: ReportModel): number {
  return Math.round(model.blind.reduce((total, blind) => total + Math.max(0, moment(blind.to) - moment(blind.from)), 0) / DAY);
}
