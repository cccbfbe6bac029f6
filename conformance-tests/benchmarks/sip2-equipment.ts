import type { Server } from '../server.ts';
import { openSignedIn, type Terminal, terminalDate } from '../sip2/client.ts';
import { openDesk } from './circulation-desk.ts';
import { Latencies } from './latencies.ts';
import type { TerminalsOrder } from './sip2-terminals.ts';

type Equipped = TerminalsOrder['terminals'][number];

/** Data that `generate` makes: enough documents on the shelves for as many terminals at once. */
export const generated = { seed: 1, records: 1_500, items: 4_500, patrons: 600, devices: 36 };
const noDate = ' '.repeat(18);

/**
 * A card and two documents of its own for each of `count` connections: the documents stand on a shelf of the library of
 * their terminal, and each PIN has been verified once there.
 */
export async function equip(server: Server, count: number): Promise<Equipped[]> {
  const doors = new Map<string, { login: string; terminal: Terminal; items: string[] }>();
  const desk = await openDesk(server.baseUrl, new Latencies());
  const { items: devices } = await desk.get<{ items: { login: string; library: { code: string } }[] }>('', '/devices');
  for (const { login, library } of devices.filter((device) => device.login.startsWith('auto-'))) {
    doors.set(library.code, { login, terminal: await openSignedIn(server.sip2Port, login), items: [] });
  }
  const anyone = [...doors.values()][0]!.terminal;
  const equipped: Equipped[] = [];
  for (let number = 1; equipped.length < count; number += 1) {
    if (number > generated.items) throw new Error('not enough documents on the shelves');
    const item = `4001${String(number).padStart(8, '0')}`;
    const { fixed, fields } = await anyone.ask(`17${terminalDate()}AOCALL|AB${item}|AC|`);
    const door = doors.get(fields['AQ'] ?? '');
    if (!door || fixed[0] !== '03' || fields['AP'] !== fields['AQ'] || !(await lendable(door.terminal, item))) continue;
    door.items.push(item);
    if (door.items.length < 2) continue;
    const [first, second] = door.items.splice(0) as [string, string];
    const card = `5001${String(equipped.length + 1).padStart(8, '0')}`;
    await door.terminal.ask(`63002${terminalDate()}${' '.repeat(10)}AOCALL|AA${card}|AC|AD1234|`);
    equipped.push({ login: door.login, card, items: [first, second] });
  }
  for (const { terminal } of doors.values()) terminal.end();
  return equipped;
}

async function lendable(terminal: Terminal, item: string): Promise<boolean> {
  const card = `5001${String(generated.patrons).padStart(8, '0')}`;
  const lent = await terminal.ask(`11NN${terminalDate()}${noDate}AOCALL|AA${card}|AB${item}|AC|`);
  if (lent.fixed[0] !== '1') return false;
  const back = await terminal.ask(`09N${terminalDate()}${noDate}AOCALL|AB${item}|AC|`);
  return back.fixed[0] === '1' && back.fixed[3] === 'N';
}
