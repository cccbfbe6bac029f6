import { holdingsOf } from '../catalogue/holdings-995.ts';
import { isPublic } from '../catalogue/record.ts';
import { derive } from '../marc/derive.ts';
import { decode } from '../marc/iso2709.ts';
import { granted, refused } from '../outcome.ts';
import type { Log } from '../ports/log.ts';
import type { DisseminationReading, WalkLine, WalkPosition } from '../ports/dissemination.ts';
import type { DisseminationDesk, RecordPreview } from './desk.ts';
import { editing } from './editing.ts';
import { estimateSet } from './estimate.ts';
import { formatOf, type MetadataFormat } from './formats/formats.ts';
import { provider, type ProviderPorts } from './provider.ts';
import { Rendering, type Disseminator } from './rendering.ts';

/** What the catalogue gives to harvesters, over the store. */
export function disseminationDesk(ports: ProviderPorts & { log: Log; disseminator: Disseminator }): DisseminationDesk {
  const { store, directory, clock, log, disseminator } = ports;
  const rendering = new Rendering(disseminator, clock, log);

  /** Those of these records that are public, each as a format gives it out, in their order. */
  async function previewOf(recordIds: readonly number[], format: MetadataFormat): Promise<RecordPreview[]> {
    const copies = await store.read.dissemination.copies(recordIds);
    const byId = new Map((await store.read.records(recordIds)).map((record) => [record.id, record]));
    const shown = recordIds.flatMap((id) => byId.get(id) ?? []).filter(isPublic);
    return shown.map(({ id, controlNumber, marc }) => {
      const holdings = holdingsOf(copies.get(id) ?? [], (library) => directory.library(library));
      const { record } = decode(marc);
      const { title } = derive(record);
      const given = rendering.completed({ record, controlNumber, holdings });
      return { controlNumber, title, xml: format.render(given), findings: format.findings?.(given) ?? [] };
    });
  }

  return {
    ...provider(ports),
    ...editing(ports),
    render: (shown, metadataPrefix) => rendering.render(shown, metadataPrefix),
    unwritable: () => rendering.unwritable(),
    async preview(controlNumber, metadataPrefix) {
      const format = formatOf(metadataPrefix);
      if (!format) return refused('format-unknown', { format: metadataPrefix });
      const record = await store.read.recordByControlNumber(controlNumber);
      if (!record || !isPublic(record)) return refused('record-unknown');
      const [preview] = await previewOf([record.id], format);
      return granted({ xml: preview!.xml, findings: preview!.findings });
    },
    async previewSet(setSpec, metadataPrefix, limit) {
      const format = formatOf(metadataPrefix);
      if (!format) return refused('format-unknown', { format: metadataPrefix });
      const { dissemination } = store.read;
      if (!(await dissemination.sets()).some((set) => set.setSpec === setSpec)) return refused('set-unknown');
      return granted(await previewOf(await firstOf(dissemination, setSpec, limit), format));
    },
    async estimate(by, setSpec, rule) {
      if (by.libraryId !== null) return refused('library-not-yours');
      return granted(await estimateSet(ports, setSpec, rule));
    },
  };
}

/** Headers read at once while the first records of a set are looked for: those that left stand among them. */
const headersAtOnce = 200;

/** The first records a set holds, in the order in which harvesters walk it; of one partners alone may have, as one does. */
async function firstOf(dissemination: DisseminationReading, setSpec: string, limit: number): Promise<number[]> {
  const walked = (await dissemination.sizes()).filter(
    ({ scope }) => scope === setSpec || scope.endsWith(`/${setSpec}`),
  );
  const largest = walked.toSorted((one, other) => other.members - one.members)[0];
  if (!largest) return [];
  const window = { scope: largest.scope, from: null, until: Number.MAX_SAFE_INTEGER };
  const found: number[] = [];
  for (let after: WalkPosition | null = null; ;) {
    const page: readonly WalkLine[] = await dissemination.headers(window, after, headersAtOnce);
    found.push(...page.filter(({ deleted }) => !deleted).map(({ recordId }) => recordId));
    if (found.length >= limit || page.length < headersAtOnce) return found.slice(0, limit);
    after = page.at(-1)!;
  }
}
