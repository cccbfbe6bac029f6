import { escapeXml } from '../../../core/marc/xml.ts';
import { writeSetDescription } from '../codec/containers.ts';
import { failed, type Handler } from './answer.ts';

/** ListSets (Protocol §4.6), whole at once: a network has some dozens of sets. Those retired are no longer offered. */
export const listSets: Handler = ({ view }, request) => {
  if (request.arguments.resumptionToken !== undefined) {
    return failed('badResumptionToken', 'The list of sets is given whole: it never had a resumptionToken.');
  }
  const sets = view.sets.filter(({ retiredAt }) => retiredAt === null);
  if (sets.length === 0) return failed('noSetHierarchy', 'This repository has no sets.');
  const list = sets.map(
    ({ setSpec, name, description }) =>
      `<set><setSpec>${escapeXml(setSpec)}</setSpec><setName>${escapeXml(name)}</setName>` +
      `${writeSetDescription(name, description)}</set>`,
  );
  return { element: `<ListSets>${list.join('')}</ListSets>` };
};
