import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { BibRecord } from '../../core/catalogue/record.ts';
import type { Catalogue } from '../../core/library.ts';
import { granted, refused } from '../../core/outcome.ts';
import { oaiRouter, type OaiLimits } from './index.ts';

/** In milliseconds. */
export const second = 1_000;
export const noon = Date.parse('2026-11-21T12:00:00Z');

/** A record of the catalogue that reads well. */
export function bib(id: number, updatedAt: number, more: Partial<BibRecord> = {}): BibRecord {
  return {
    id,
    controlNumber: `PAS${String(id).padStart(10, '0')}`,
    source: 'demo',
    sourceId: String(id),
    status: 'LIVE',
    mergedIntoId: null,
    marc: Buffer.from(simple(`Titre ${id}`)),
    hash: '',
    createdAt: updatedAt,
    updatedAt,
    ...more,
  };
}

/** One 200 field; directory of one entry: tag, length, start. */
export function simple(title: string): string {
  const field = `1 \x1fa${title}\x1e`;
  const length = String(Buffer.byteLength(field)).padStart(4, '0');
  const whole = String(24 + 12 + 1 + Buffer.byteLength(field) + 1).padStart(5, '0');
  return `${whole}nam0 22000370  450 200${length}00000\x1e${field}\x1d`;
}

/** A catalogue that behaves: ordered by (updatedAt, id), bounds inclusive. */
export class FakeCatalogue implements Catalogue {
  records: BibRecord[] = [];
  counted = 0;
  away = false;

  search = async () => refused('query-unsupported');
  find = async () => refused('query-unsupported');
  scan = async () => refused('query-unsupported');
  recordsById: Catalogue['recordsById'] = async (ids) => ids.map(() => null);
  availability = async () => [];
  record = async (controlNumber: string) => {
    if (this.away) return refused('temporarily-unavailable');
    const record = this.records.find((one) => one.controlNumber === controlNumber);
    return record ? granted({ record, items: [] }) : refused('record-unknown');
  };
  changes: Catalogue['changes'] = async ({ from, until, after, limit }) =>
    this.#within(from, until)
      .filter(
        (one) => !after || one.updatedAt > after.updatedAt || (one.updatedAt === after.updatedAt && one.id > after.id),
      )
      .slice(0, limit);
  countChanges: Catalogue['countChanges'] = async ({ from, until }) => {
    this.counted += 1;
    return this.#within(from, until).length;
  };
  earliestChange = async () =>
    this.records.length === 0 ? null : Math.min(...this.records.map((one) => one.updatedAt));

  #within(from: number | null, until: number | null): BibRecord[] {
    return this.records
      .filter((one) => (from === null || one.updatedAt >= from) && (until === null || one.updatedAt <= until))
      .sort((one, other) => one.updatedAt - other.updatedAt || one.id - other.id);
  }
}

/** A repository on a real port, over a catalogue and a clock that a test moves. */
export class TestRepository {
  readonly catalogue = new FakeCatalogue();
  readonly told: Record<string, unknown>[] = [];
  now = noon;
  #server: Server | null = null;

  /** Serves it and gives its address. Changes settle at once unless `limits` says otherwise. */
  async serve(limits: Partial<OaiLimits> = {}, key = 'key of the tokens'): Promise<string> {
    const error = (facts: Record<string, unknown>): void => void this.told.push(facts);
    const app = express().set('query parser', 'simple');
    app.use(
      '/oai',
      oaiRouter({
        library: { catalogue: this.catalogue, now: () => this.now },
        log: { info: () => undefined, warn: () => undefined, error },
        publicUrl: 'https://passerelle.example.fr',
        repositoryName: 'Réseau <des> médiathèques',
        adminEmail: 'oai@passerelle.example.fr',
        repositoryId: 'passerelle.example.fr',
        tokenKey: Buffer.from(key),
        limits: { settling: 0, ...limits },
      }),
    );
    const server = await new Promise<Server>((resolve) => {
      const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
    });
    this.#server = server;
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/oai`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(undefined)));
    this.#server = null;
  }
}

/** Asks by GET; the answer is XML. */
export async function ask(base: string, query: string): Promise<string> {
  const answer = await fetch(query === '' ? base : `${base}?${query}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/xml; charset=UTF-8');
  return answer.text();
}
/** The codes of the errors. */
export const codes = (xml: string): string[] =>
  [...xml.matchAll(/<error code="(\w+)">/g)].map((found) => found[1] ?? '');
/** The numbers of the records. */
export const identifiers = (xml: string): string[] =>
  [...xml.matchAll(/<identifier>oai:[^:]+:PAS0*(\d+)</g)].map((found) => found[1] ?? '');
/** The token that leads on, or nothing. */
export const tokenOf = (xml: string): string => /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1] ?? '';
