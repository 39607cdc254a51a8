import type { HostRole } from '../../estate/index.ts';
import type { Moment } from '../../moment.ts';

/** Somebody's secret in the intruder's hand. */
export interface Credential {
  /** Index into the estate's accounts. */
  readonly account: number;
  /** A password opens desktops too; a hash needs a tool that takes it. */
  readonly secret: 'hash' | 'password';
  /** The dump that yielded it; null for what was read in a file or known from the start. */
  readonly stolen: Theft | null;
}

/** Credentials read on a host at a moment. */
export interface Theft {
  readonly host: number;
  readonly at: Moment;
  readonly method: 'lsass' | 'lsass-minidump' | 'sam' | 'ntds';
  /** Accounts that were lost, by number. */
  readonly accounts: readonly number[];
}

/** A role of the warehouse with its password. */
export interface RoleCredential {
  /** Account of the estate that connects under it. */
  readonly account: number;
  /** Host on which its password stood in a file. */
  readonly host: number;
}

/** What the intruder believes a host to be: its role where its name or its owner gave it away. */
export interface Sighting {
  readonly role: HostRole | null;
}

/** Everything the intruder knows at a moment. Nothing is in it that he did not see. */
export class Knowledge {
  readonly hosts = new Map<number, Sighting>();
  readonly credentials = new Map<number, Credential>();
  readonly roles = new Map<number, RoleCredential>();
  /** Accounts that a group of domain administrators listed. */
  readonly domainAdministrators = new Set<number>();
  /** Accounts whose groups he has asked the domain for: their names tell what their members administer. */
  readonly asked = new Set<number>();
  /** Administrators of a host as it listed them itself. */
  readonly administrators = new Map<number, ReadonlySet<number>>();
  /** Hosts on which an account was seen. */
  readonly seenOn = new Map<number, Set<number>>();
  /** Hosts that were seen talking to a database. */
  readonly databaseClients = new Set<number>();
  readonly #refused = new Set<string>();
  readonly #refusals = new Map<number, number>();

  /** A host comes into sight; a role once known stays. */
  sight(host: number, role: HostRole | null): void {
    const known = this.hosts.get(host);
    if (known === undefined || (known.role === null && role !== null)) this.hosts.set(host, { role });
  }

  see(account: number, host: number): void {
    const hosts = this.seenOn.get(account);
    if (hosts === undefined) this.seenOn.set(account, new Set([host]));
    else hosts.add(host);
  }

  /** Takes a credential, if it is new or better than what he has. True where it was no use so far. */
  take(credential: Credential): boolean {
    const known = this.credentials.get(credential.account);
    if (known !== undefined && (known.secret === 'password' || credential.secret === 'hash')) return false;
    this.credentials.set(credential.account, credential);
    return known === undefined;
  }

  /** A credential turned out to be worthless: its password was changed, or its owner is gone. */
  drop(account: number): void {
    this.credentials.delete(account);
  }

  refuse(account: number, host: number): void {
    this.#refused.add(`${account} ${host}`);
    this.#refusals.set(account, this.refusals(account) + 1);
  }

  /** How many hosts turned an account away so far. */
  refusals(account: number): number {
    return this.#refusals.get(account) ?? 0;
  }

  refused(account: number, host: number): boolean {
    return this.#refused.has(`${account} ${host}`);
  }
}
