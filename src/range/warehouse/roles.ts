import type { Estate, Person } from '../estate/index.ts';
import type { Random } from '../random.ts';
import type { WorldBase } from '../world/index.ts';

/** What somebody reads the warehouse for. */
export type ReaderKind = 'mediation' | 'reporting' | 'billing' | 'fraud' | 'intercept' | 'administration' | 'development' | 'monitoring';

/** How somebody is known to the warehouse. */
export interface DatabaseRole {
  readonly kind: ReaderKind;
  /** Lower-case, as the log prints it. */
  readonly name: string;
}

const KINDS: Readonly<Record<Person['role'], ReaderKind>> = {
  office: 'development',
  helpdesk: 'development',
  'desktop-admin': 'administration',
  'server-admin': 'administration',
  'domain-admin': 'administration',
  'database-admin': 'administration',
  developer: 'development',
  'billing-analyst': 'billing',
  'fraud-analyst': 'fraud',
  'intercept-officer': 'intercept',
  tester: 'development',
};

/** The roles of all accounts of an estate, by their places in it. */
class Roles {
  readonly #byAccount = new Map<number, DatabaseRole>();
  readonly #application: DatabaseRole;

  constructor({ estate, store, random }: Pick<WorldBase, 'estate' | 'store' | 'random'>) {
    const draw = random.stream('warehouse/roles');
    // Analysts of one office share a role, or each has his own: carriers do both.
    const personal = draw.chance(0.4);
    const offices: Readonly<Partial<Record<ReaderKind, string>>> = {
      billing: draw.pick(['billing_ro', 'invoice_read', 'rating_ro']),
      fraud: store.analyst,
      intercept: draw.pick(['li_query', 'lims', 'warrant_ro']),
    };
    this.#application = { kind: 'mediation', name: store.role };
    const report = draw.chance(0.6) ? store.role : 'nightly_report';
    for (const { account, purpose } of estate.services) {
      const role =
        purpose === 'reporting' || purpose === 'task'
          ? ({ kind: 'reporting', name: report } as const)
          : purpose === 'monitoring' || purpose === 'scanner'
            ? ({ kind: 'monitoring', name: 'pg_watch' } as const)
            : this.#application;
      this.#byAccount.set(estate.accountIndex(account), role);
    }
    for (const person of estate.people) {
      const kind = KINDS[person.role];
      const own = person.account.name.toLowerCase();
      this.#byAccount.set(estate.accountIndex(person.account), { kind, name: (personal ? undefined : offices[kind]) ?? own });
      if (person.admin === null) continue;
      this.#byAccount.set(estate.accountIndex(person.admin), { kind: 'administration', name: person.admin.name.toLowerCase() });
    }
  }

  of(account: number): DatabaseRole {
    return this.#byAccount.get(account) ?? this.#application;
  }
}

const known = new WeakMap<Estate, Roles>();

/** The role under which an account (a place in the estate) connects to the warehouse; an account without one of its own uses the application's. */
export function databaseRoleOf(world: Pick<WorldBase, 'estate' | 'store' | 'random'>, account: number): DatabaseRole {
  let roles = known.get(world.estate);
  if (roles === undefined) known.set(world.estate, (roles = new Roles(world)));
  return roles.of(account);
}

/** What the usual client of a reader calls itself. */
export function applicationOf(kind: ReaderKind, random: Random): string {
  switch (kind) {
    case 'mediation':
      return 'PostgreSQL JDBC Driver';
    case 'reporting':
      return 'nightly-report';
    case 'billing':
      return random.pick(['DBeaver 22.3.4 - Main', 'DBeaver 22.3.4 - SQLEditor <Script-2.sql>', '']);
    case 'fraud':
      return `pgAdmin 4 - CONN:${random.digits(7)}`;
    case 'intercept':
      return 'LI Desk 4.2';
    case 'administration':
      return random.pick(['psql', 'psql', `pgAdmin 4 - CONN:${random.digits(7)}`]);
    case 'development':
      return random.pick(['psql', 'DBeaver 22.3.4 - Main']);
    case 'monitoring':
      return 'check_postgres';
  }
}
