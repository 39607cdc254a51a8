import { fileTimeText } from '../../moment.ts';
import type { Blind } from '../../truth.ts';
import type { Keeping, LogSource, World } from '../../world/index.ts';

/** What `coverage` calls the logs that a host can be blind in. */
const NAMES: Readonly<Partial<Record<LogSource, string>>> = {
  security: 'Security',
  system: 'System',
  sysmon: 'Microsoft-Windows-Sysmon/Operational',
  iis: 'iis',
  database: 'postgresql',
};

/** Stretches of the span for which a host that could have kept a log has none, by its own clock; by host, source and time. */
export function blindOf({ estate, span }: Pick<World, 'estate' | 'span'>, keeping: Keeping): readonly Blind[] {
  const blind: Blind[] = [];
  for (const { index, fqdn, role, system, skew } of estate.hosts) {
    const sources: readonly LogSource[] =
      system === 'windows'
        ? ['security', 'system', 'sysmon', ...(role === 'web' || role === 'mail' || role === 'portal' ? (['iis'] as const) : [])]
        : role === 'warehouse'
          ? ['database']
          : [];
    for (const source of sources) {
      const kept = keeping.keptFrom(index, source) ?? span.until;
      if (kept <= span.from) continue;
      blind.push({ host: fqdn, source: NAMES[source] ?? source, from: fileTimeText(span.from + skew), to: fileTimeText(kept + skew) });
    }
  }
  return blind.sort((a, b) => (a.host < b.host ? -1 : a.host > b.host ? 1 : a.source < b.source ? -1 : 1));
}
