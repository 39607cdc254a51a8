import { DAY, MINUTE } from '../../moment.ts';
import { extend, stands, type Actor } from '../mind/actor.ts';
import { run } from './command.ts';

/** Tools are deleted and, on a share of the hosts, the security log is cleared. */
export function leave(actor: Actor, clearing: number): void {
  const { ground, holds, script, clock, random, kit, chronicle } = actor;
  if (clock.now > ground.base.span.until - DAY) return;
  for (const hold of [...holds.values()].sort((a, b) => b.depth - a.depth || a.host - b.host)) {
    if (!stands(actor, hold, clock.now + 5 * MINUTE)) continue;
    if (random.chance(0.6)) run(actor, hold, { image: 'cmd.exe', line: `cmd /c del /f /q ${kit.dumper.image} ${kit.workFolder}\\*.*` });
    if (!random.chance(clearing)) continue;
    const cleared = clock.after(5, 40);
    script.add({ act: 'clear', host: hold.host, at: cleared, session: hold.session });
    extend(hold, cleared);
    chronicle.step({
      at: cleared,
      host: hold.host,
      tactic: 'defense-evasion',
      technique: 'T1070.001',
      title: 'Security log cleared',
      account: null,
    });
    clock.after(20, 200);
  }
}
