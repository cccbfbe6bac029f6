import { createHash } from 'node:crypto';
import { Router } from 'express';
import type { Disseminating, Header, RepositoryView, ShownRecord, Walk } from '../../core/dissemination/desk.ts';
import { Rendering } from '../../core/dissemination/rendering.ts';
import { encode } from '../../core/marc/iso2709.ts';
import { escapeXml } from '../../core/marc/xml.ts';
import { granted, refused } from '../../core/outcome.ts';
import type { WalkPosition } from '../../core/ports/dissemination.ts';

import type { Application } from '../application.ts';
import { oaiRouter } from '../compose-servers.ts';
import { arkOf, digitalCollections, digitalWorks, type DigitalWork } from './digital-works.ts';

/** Where the partner's digital library is on the demonstration server. */
export const partnerPath = '/demo/numerique';
/** Whom the partner's identifiers name. */
const repositoryId = 'numerique.demo.example';
const firstDay = Date.parse('2025-03-03T09:00:00Z');
const minute = 60_000;

const view: RepositoryView = {
  name: null,
  title: 'Bibliothèque numérique départementale',
  scope: null,
  sets: digitalCollections.map((collection) => ({
    ...collection,
    rule: null,
    audience: 'everyone',
    retiredAt: null,
  })),
  formats: ['oai_dc', 'marcxchange'],
  addresses: [],
  audience: 'harvesters',
};

/**
 * A partner of the network within the demonstration server: an OAI-PMH repository of its own, from which the digital
 * library is harvested without the Internet, and a page and a picture for each of its resources.
 */
export function partnerRouter({ clock, log }: Pick<Application, 'clock' | 'log'>, serverUrl: () => string): Router {
  const base = (): string => serverUrl() + partnerPath;
  const disseminator = { notice: (name: string) => `${base()}/${arkOf(name)}`, provider: view.title! };
  const rendering = new Rendering(disseminator, clock, log);
  const router = Router();
  router.use(
    '/oai',
    oaiRouter({
      library: { dissemination: deskOf(base, rendering, () => clock.now()), now: () => clock.now() },
      publicUrl: base,
      repositoryName: view.title!,
      adminEmail: 'numerique@demo.example',
      repositoryId,
      licence: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
      // It keeps nothing: its tokens need not be secret, only told from those of others.
      tokenKey: createHash('sha256').update(repositoryId).digest(),
    }),
  );
  router.get('/ark\\:/99999/:name', (request, response, next) => {
    const work = workNamed(request.params.name);
    if (!work) return next();
    response.type('html').send(page(work));
  });
  router.get('/ark\\:/99999/:name/vignette.svg', (request, response, next) => {
    const work = workNamed(request.params.name);
    if (!work) return next();
    response.type('image/svg+xml').send(vignette(work));
  });
  return router;
}

/** Each resource of the partner, a minute after the one before; then one he took away. */
function deskOf(base: () => string, rendering: Rendering, now: () => number): Disseminating {
  const alive = { deleted: false, holdings: [], provenance: null };
  const gone = { ...alive, deleted: true, marc: null };
  const shown = (): ShownRecord[] => [
    ...digitalWorks.map(({ name, collection, record }, index) => ({
      ...{ ...alive, controlNumber: name, datestamp: firstDay + index * minute, sets: [collection] },
      marc: encode(record(base())),
    })),
    { ...gone, controlNumber: 'bnd9999', datestamp: firstDay + digitalWorks.length * minute, sets: ['jeux'] },
  ];
  const walked = ({ set, from, until }: Walk): ShownRecord[] =>
    shown().filter(
      ({ datestamp, sets }) => datestamp >= (from ?? 0) && datestamp <= until && (set === null || sets.includes(set)),
    );
  const page = async (walk: Walk, after: WalkPosition | null, limit: number): Promise<ShownRecord[]> =>
    walked(walk)
      .filter(({ datestamp }) => after === null || datestamp > after.datestamp)
      .slice(0, limit);
  return {
    view: async (name) => (name === null ? granted(view) : refused('repository-unknown')),
    seal: async () => Math.floor(now() / 1_000) * 1_000 - 1_000,
    earliest: async () => firstDay,
    headers: async (...asked): Promise<readonly Header[]> => page(...asked),
    records: page,
    count: async (walk) => walked(walk).length,
    async record(_view, controlNumber) {
      const found = shown().find((one) => one.controlNumber === controlNumber);
      return found ? granted(found) : refused('record-unknown');
    },
    render: (record, metadataPrefix) => rendering.render(record, metadataPrefix),
  };
}

function workNamed(name: string): DigitalWork | undefined {
  return digitalWorks.find((work) => work.name === name);
}

function page({ title, description }: DigitalWork): string {
  return (
    `<!doctype html><html lang="fr"><meta charset="utf-8"><title>${escapeXml(title)}</title>` +
    `<h1>${escapeXml(title)}</h1><p>${escapeXml(description)}</p>` +
    '<p>Document de démonstration : la bibliothèque numérique départementale le donnerait à lire ici.</p></html>\n'
  );
}

/** A cover of plain colour with the first letters of the title. */
function vignette({ title }: DigitalWork): string {
  const letters = title.replace(/^(?:Le|La|Les) |^L’/, '').slice(0, 2);
  const hue = [...title].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % 360;
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 160" width="120" height="160">' +
    `<rect width="120" height="160" fill="hsl(${hue} 45% 35%)"/>` +
    `<text x="60" y="95" font-family="serif" font-size="48" fill="white" text-anchor="middle">${escapeXml(letters)}</text></svg>`
  );
}
