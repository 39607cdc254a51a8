import { MILLISECOND, type Moment } from '../../moment.ts';
import { connect, queryName, type Process } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { outsideAddress, outsideName } from '../life/index.ts';
import type { Routine } from './routine.ts';

/** Most connections that Windows makes for itself are noted once. */
function reach(player: HostPlayer, at: Moment, process: Process, target: Target): void {
  const { machine, own } = player;
  const noted = own.chance(0.5) ? 'platform' : 'sysmon';
  connect(machine, own, player.clock(at), process, { ...target, noted });
}

interface Target {
  readonly address: string;
  readonly port: number;
  readonly name: string | null;
  readonly protocol: 'tcp' | 'udp';
}

function controllerAt(player: HostPlayer, at: Moment, port: number, protocol: 'tcp' | 'udp'): Target {
  const controller = player.world.estate.controllerOf(player.host);
  return { address: player.addressOf(controller.index, at), port, name: player.printedName(controller.index), protocol };
}

export const asksForName: Routine = {
  weight: 5,
  records: 1,
  play(player, at) {
    const { machine, own, host, world } = player;
    const process = machine.resident(own.chance(0.6) ? 'svchost' : 'lsass');
    if (own.chance(0.55)) {
      const controller = world.estate.controllerOf(host);
      const name = own.chance(0.3) ? `_ldap._tcp.dc._msdcs.${host.domain.dns}` : controller.fqdn;
      queryName(machine, player.clock(at), process, name, [player.addressOf(controller.index, at)]);
      return;
    }
    if (own.chance(0.08)) {
      queryName(machine, player.clock(at), process, `wpad.${host.domain.dns}`, []);
      return;
    }
    const name = outsideName(own);
    queryName(machine, player.clock(at), process, name, [outsideAddress(name)]);
  },
};

export const asksController: Routine = {
  weight: 4,
  records: 1,
  play(player, at) {
    const { machine, own } = player;
    const kerberos = own.chance(0.5);
    const port = kerberos ? 88 : own.chance(0.7) ? 389 : 3268;
    reach(player, at, machine.resident('lsass'), controllerAt(player, at, port, 'tcp'));
  },
};

export const resolvesOverNetwork: Routine = {
  weight: 3,
  records: 1,
  play(player, at) {
    reach(player, at, player.machine.resident('dnscache'), controllerAt(player, at, 53, 'udp'));
  },
};

export const setsClock: Routine = {
  weight: 1,
  records: 1,
  play(player, at) {
    reach(player, at, player.machine.resident('svchost'), controllerAt(player, at, 123, 'udp'));
  },
};

/** Windows' own reports and updates go out of the network. */
export const callsHome: Routine = {
  weight: 1.5,
  records: 2,
  play(player, at) {
    const { machine, own } = player;
    const name = own.chance(0.5) ? 'update.vendor.example' : 'telemetry.vendor.example';
    const address = outsideAddress(name);
    queryName(machine, player.clock(at), machine.resident('svchost'), name, [address]);
    reach(player, at + 60 * MILLISECOND, machine.resident('svchost'), { address, port: 443, name: null, protocol: 'tcp' });
  },
};

/** The guard reports to the monitoring station. */
export function reportsTo(player: HostPlayer, at: Moment, process: Process): void {
  const [station] = player.world.estate.byRole('monitoring');
  if (station === undefined) return;
  const address = player.addressOf(station.index, at);
  reach(player, at, process, { address, port: 8443, name: player.printedName(station.index), protocol: 'tcp' });
}
