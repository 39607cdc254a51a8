import type { ReportDocuments } from '../../documents/types.ts';

/** Names as sentences and drawings print them: short where that is unambiguous, else in full. */
export interface Names {
  host(name: string): string;
  account(name: string): string;
}

/** Short names over all hosts and accounts of the report; a short name that two of them share is never used. */
export function namesOf(documents: ReportDocuments): Names {
  const hosts = shortener(hostNames(documents), shortHost);
  const accounts = shortener(accountNames(documents), shortAccount);
  return { host: hosts, account: accounts };
}

function shortener(names: Iterable<string>, shorten: (name: string) => string): (name: string) => string {
  const owners = new Map<string, string | null>();
  for (const name of names) {
    const short = shorten(name).toLowerCase();
    const owner = owners.get(short);
    owners.set(short, owner === undefined || owner === name ? name : null);
  }
  return (name) => (owners.get(shorten(name).toLowerCase()) === name ? shorten(name) : name.replace(/^ip:/, ''));
}

function shortHost(name: string): string {
  if (name.startsWith('ip:')) return name.slice(3);
  return /^[\d.]+$/.test(name) ? name : (name.split('.')[0] ?? name) || name;
}

function shortAccount(name: string): string {
  return name.split('@')[0] || name;
}

function hostNames(documents: ReportDocuments): Set<string> {
  const names = new Set<string>();
  for (const operation of documents.story.operations) {
    for (const host of operation.hosts) names.add(host.name);
    for (const hop of operation.hops) names.add(hop.from).add(hop.to);
    for (const stage of operation.stages) names.add(stage.host);
    for (const tunnel of operation.tunnels) names.add(tunnel.host);
  }
  for (const finding of documents.findings) names.add(finding.host);
  for (const source of documents.coverage.sources) names.add(source.host);
  for (const blind of [...documents.coverage.blind, ...documents.story.blind]) names.add(blind.host);
  for (const access of documents.exposure.accesses) if (access.client_host !== null) names.add(access.client_host);
  return names;
}

function accountNames(documents: ReportDocuments): Set<string> {
  const names = new Set<string>();
  for (const operation of documents.story.operations) {
    for (const hop of operation.hops) names.add(hop.account);
    for (const stage of operation.stages) if (stage.account !== null) names.add(stage.account);
  }
  for (const access of documents.exposure.accesses) names.add(access.account);
  return names;
}
