import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { SaxesParser } from 'saxes';
import { Served } from '../shared/served.ts';
import { sruRouter, type SruOptions } from './router.ts';
import type { SearchedLibrary } from './target.ts';

/** What a strict XML reader found in an answer. */
export interface ReadAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly xml: string;
  /** The text of every element of that local name, in order. */
  readonly all: (name: string) => string[];
  /** Every element as `{namespace}name`. */
  readonly names: readonly string[];
}

/** SRU on a socket of its own, before a library that a spec may change. */
export interface ServedSru {
  readonly address: string;
  readonly get: (
    query: string | Record<string, string>,
    path?: string,
    headers?: Record<string, string>,
  ) => Promise<ReadAnswer>;
  /** Puts other methods in the place of those of the catalogue. */
  readonly use: (catalogue: Partial<SearchedLibrary['catalogue']>) => void;
  /** What it tells of each request. */
  readonly told: Served;
  readonly close: () => Promise<void>;
}

const disseminator = {
  notice: (controlNumber: string) => `https://catalogue.example.fr/notice/${controlNumber}`,
  provider: 'Catalogue collectif',
};

/** Serves SRU at `/sru`, partners calling it `https://catalogue.example.fr/sru`. */
export async function servedSru(first: SearchedLibrary, limits?: SruOptions['limits']): Promise<ServedSru> {
  let library = first;
  const served = new Served(() => 0, { slowFrom: 0 });
  const app = express();
  app.use('/sru', (request, response, next) =>
    sruRouter({ library, publicUrl: 'https://catalogue.example.fr', disseminator, limits, served })(
      request,
      response,
      next,
    ),
  );
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sru`;
  return {
    address,
    told: served,
    get: async (query, path = '', headers = {}) => {
      const text = typeof query === 'string' ? query : new URLSearchParams(query).toString();
      return readAnswer(await fetch(`${address}${path}?${text}`, { headers }));
    },
    use: (catalogue) => (library = { ...library, catalogue: { ...library.catalogue, ...catalogue } }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Reads an answer as XML; fails when it is not. */
export async function readAnswer(response: Response): Promise<ReadAnswer> {
  const xml = await response.text();
  const texts: { name: string; full: string; text: string }[] = [];
  const open: { text: string }[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ local, uri }) => {
    const element = { name: local, full: `{${uri}}${local}`, text: '' };
    texts.push(element);
    open.push(element);
  });
  parser.on('text', (text) => open.forEach((element) => (element.text += text)));
  parser.on('closetag', () => open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return {
    status: response.status,
    headers: response.headers,
    xml,
    all: (name) => texts.filter((one) => one.name === name).map((one) => one.text),
    names: texts.map(({ full }) => full),
  };
}
