/** Length of the leader of ISO 2709, in bytes. */
export const leaderLength = 24;

/** The leader as this server writes it: UNIMARC position 9 blank, 10-11 `22`, 20-23 `450 `; counts left at zero. */
export function canonicalLeader(leader: string): string {
  const at = (position: number, otherwise = ' ') => {
    const character = leader[position];
    return character !== undefined && /[0-9A-Za-z]/.test(character) ? character : otherwise;
  };
  return `00000${at(5, 'n')}${at(6, 'a')}${at(7)}${at(8)} 2200000${at(17)}${at(18)} 450 `;
}

/** What of a received leader is not as UNIMARC has it: positions and what stands there; empty when all is well. */
export function leaderFaults(leader: string): string {
  const canonical = canonicalLeader(leader);
  const faults: string[] = [];
  for (let at = 0; at < leaderLength; at += 1) {
    const counted = at < 5 || (at >= 12 && at < 17);
    const right = counted ? /[0-9]/.test(leader[at] ?? '') : leader[at] === canonical[at];
    if (!right) faults.push(`${at} ${JSON.stringify(leader[at] ?? '')}`);
  }
  return faults.join(', ');
}

/** A leader wherever it stands: record length, status, type, indicator and identifier lengths, base address, map. */
export const leaderPattern = /[0-9]{5}[a-z][a-z ].{3}22[0-9]{5}.{3}45/gs;

/**
 * True when a record may begin here: five digits (line ends inside them come from wrapped files), or the five blanks
 * that a conversion from XML leaves before the status and type.
 */
export function startsRecord(latin1: string): boolean {
  return /^[\r\n\0\x1a ]*(?:[0-9][\r\n]*){5}|^[\r\n\0\x1a]*(?: {5}| {10})[acdnop][a-r]/.test(latin1);
}

/** Leader positions 0-4, null when they are not five digits. */
export function declaredLength(leader: string): number | null {
  return /^[0-9]{5}/.test(leader) ? Number(leader.slice(0, 5)) : null;
}
