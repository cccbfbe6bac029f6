import { holdingsOf } from '../catalogue/holdings-995.ts';
import { isPublic } from '../catalogue/record.ts';
import { decode } from '../marc/iso2709.ts';
import { granted, refused } from '../outcome.ts';
import type { Log } from '../ports/log.ts';
import type { DisseminationDesk } from './desk.ts';
import { editing } from './editing.ts';
import { formatOf } from './formats/formats.ts';
import { provider, type ProviderPorts } from './provider.ts';
import { Rendering, type Disseminator } from './rendering.ts';

/** What the catalogue gives to harvesters, over the store. */
export function disseminationDesk(ports: ProviderPorts & { log: Log; disseminator: Disseminator }): DisseminationDesk {
  const { store, directory, clock, log, disseminator } = ports;
  const rendering = new Rendering(disseminator, clock, log);
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
      const items = (await store.read.dissemination.copies([record.id])).get(record.id) ?? [];
      const holdings = holdingsOf(items, (id) => directory.library(id));
      const given = rendering.completed({ record: decode(record.marc).record, controlNumber, holdings });
      return granted({ xml: format.render(given), findings: format.findings?.(given) ?? [] });
    },
  };
}
