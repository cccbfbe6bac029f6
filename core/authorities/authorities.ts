import type { CataloguingPorts } from '../catalogue/editing/ports.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { headingKey } from '../query/text.ts';
import { checkRecord } from '../unimarc-rules/check.ts';
import { authorityNumberOf } from './authority.ts';
import { canonicalAuthority } from './canonical.ts';
import type { AuthorityDesk, AuthoritySheet, UnlinkedLine } from './desk.ts';
import {
  adoptHeading,
  createAuthority,
  createFromHeading,
  editAuthority,
  mergeAuthorities,
  removeAuthority,
  textOf,
} from './edit.ts';
import { importAuthorities } from './import.ts';
import { previewMerge } from './merge-preview.ts';
import { proposeHeadings } from './propose.ts';
import type { UnlinkedGroup } from '../ports/authorities.ts';

/** Authorities proposed for one heading. */
const mostProposals = 5;

/** Opens the desk of the authorities. */
export function authorityDesk(ports: CataloguingPorts): AuthorityDesk {
  const { store, clock } = ports;
  const { authorities, cataloguing } = store.read;
  const told =
    <Request extends unknown[]>(act: (...request: Request) => Promise<Outcome<{ controlNumber: string }>>) =>
    async (...request: Request): Promise<Outcome<AuthoritySheet>> => {
      const outcome = await act(...request);
      return outcome.granted ? sheetOf(ports, outcome.value.controlNumber) : outcome;
    };
  return {
    async browse({ from, ...page }) {
      const found = await authorities.browse({ ...page, from: headingKey(from) });
      const links = await authorities.countLinks(found.map(({ id }) => id));
      return found.map((authority) => ({ authority, links: links.get(authority.id) ?? 0 }));
    },
    sheet: (controlNumber) => sheetOf(ports, controlNumber),
    judge: (record) => checkRecord(canonicalAuthority(record, authorityNumberOf(0)), 'A'),
    async records(controlNumber, after, limit) {
      const authority = await authorities.byControlNumber(controlNumber);
      if (!authority) return refused('authority-unknown');
      const ids = await authorities.linkedRecords(authority.id, after, limit);
      return granted(await cataloguing.recordsById(ids));
    },
    propose: proposeHeadings(ports),
    async ofRecord(controlNumber) {
      const record = await store.read.recordByControlNumber(controlNumber);
      if (!record) return refused('record-unknown');
      const links = await authorities.links(record.id);
      const known = await authorities.byIds([...new Set(links.map(({ authorityId }) => authorityId))]);
      const byId = new Map(known.map((authority) => [authority.id, authority]));
      return granted(
        links.map(({ tag, occurrence, authorityId }) => ({ tag, occurrence, authority: byId.get(authorityId)! })),
      );
    },
    create: told(createAuthority(ports)),
    edit: told(editAuthority(ports)),
    remove: told(removeAuthority(ports)),
    merge: told(mergeAuthorities(ports)),
    mergePreview: previewMerge(ports),
    async unlinked(page) {
      const { groups, total } = await authorities.unlinked(page);
      const lines: UnlinkedLine[] = [];
      for (const group of groups) {
        const ids = await authorities.unlinkedRecords(group.type, group.headingKey, 1);
        const [example = null] = await cataloguing.recordsById(ids);
        lines.push({ ...group, example, proposals: await proposalsFor(ports, group) });
      }
      return { lines, total };
    },
    adopt: adoptHeading(ports),
    createFrom: told(createFromHeading(ports)),
    importBytes: (by, bytes, wanted) =>
      importAuthorities({ store, clock }, [bytes], { ...wanted, actor: actorOf({ id: null, login: by.login }) }),
  };
}

async function sheetOf({ store }: CataloguingPorts, controlNumber: string): Promise<Outcome<AuthoritySheet>> {
  const { authorities } = store.read;
  const authority = await authorities.byControlNumber(controlNumber);
  if (!authority) return refused('authority-unknown');
  const { id, mergedIntoId } = authority;
  const [target] = mergedIntoId === null ? [] : await authorities.byIds([mergedIntoId]);
  return granted({
    authority,
    marc: textOf(authority),
    names: await authorities.names(id),
    identifiers: await authorities.identifiers(id),
    links: (await authorities.countLinks([id])).get(id) ?? 0,
    mergedInto: target?.controlNumber ?? null,
    propagations: await authorities.propagations(id),
  });
}

/** Authorities that begin as the heading does, and those that are also called so. */
async function proposalsFor({ store }: CataloguingPorts, group: UnlinkedGroup): Promise<UnlinkedLine['proposals']> {
  const { authorities } = store.read;
  const page = {
    type: group.type,
    from: group.headingKey,
    after: null,
    stubsOnly: false,
    unusedOnly: false,
    limit: mostProposals,
  };
  const near = (await authorities.browse(page)).filter((one) => one.headingKey.startsWith(group.headingKey));
  const also = (await authorities.alsoCalled(group.headingKey, mostProposals)).filter(
    ({ type }) => type === group.type,
  );
  const found = new Map([...near, ...also].map((authority) => [authority.id, authority]));
  return [...found.values()]
    .slice(0, mostProposals)
    .map(({ controlNumber, heading, type }) => ({ controlNumber, heading, type }));
}
