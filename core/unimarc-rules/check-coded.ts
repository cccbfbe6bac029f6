import { leaderLength } from '../marc/leader.ts';
import type { DataField } from '../marc/record.ts';
import { finding, type Finding } from './findings.ts';
import type { CodedPosition, CodedSubfield, Words } from './rule.ts';

/** The leader, position by position. */
export function checkLeader(leader: string, positions: readonly CodedPosition[]): Finding[] {
  if (leader.length !== leaderLength) return [finding('error', 'leader-length', 'leader')];
  return positions
    .filter((position) => !isAllowed(leader, position))
    .map((position) => finding('error', 'leader-value', `leader/${position.from}`, said(leader, position)));
}

/** The coded subfields of one field, position by position. */
export function checkCoded(field: DataField, path: string, coded: readonly CodedSubfield[]): Finding[] {
  const findings: Finding[] = [];
  for (const rule of coded) {
    if (rule.tag !== field.tag) continue;
    for (const { value } of field.subfields.filter(({ code }) => code === rule.code)) {
      const place = `${path}$${rule.code}`;
      if (rule.length !== null && value.length !== rule.length) {
        // 100 dates and dates the record: without its length nothing in it can be believed.
        const severity = rule.tag === '100' ? 'error' : 'warning';
        findings.push(finding(severity, 'coded-length', place, `${rule.length} (${value.length})`));
      }
      for (const position of rule.positions) {
        if (position.from + position.length > value.length || isAllowed(value, position)) continue;
        const at = position.length === 0 ? place : `${place}/${position.from}`;
        findings.push(finding('warning', 'coded-value', at, said(value, position)));
      }
    }
  }
  return findings;
}

/** Length 0 stands for the whole value. */
function written(text: string, { from, length }: CodedPosition): string {
  const value = length === 0 ? text : text.slice(from, from + length);
  return value.replaceAll(' ', '#');
}

function isAllowed(text: string, position: CodedPosition): boolean {
  const value = written(text, position);
  const { values } = position;
  if (values instanceof RegExp) return values.test(value) || values.test(value.replaceAll('#', ' '));
  return values.some(({ code }) => code === value) || /^\|+$/.test(value);
}

function said(text: string, position: CodedPosition): Words {
  const value = JSON.stringify(written(text, position));
  return { fr: `${position.label.fr} : ${value}`, en: `${position.label.en}: ${value}` };
}
