import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { isPublic, type BibRecord } from '../../core/catalogue/record.ts';
import type { DisseminationDesk } from '../../core/dissemination/desk.ts';
import { disseminationDesk } from '../../core/dissemination/dissemination.ts';
import type { DisseminationSet, VirtualRepository } from '../../core/dissemination/entities.ts';
import type { Directory } from '../../core/network/directory.ts';
import type {
  DisseminationReading,
  GivenBy,
  WalkPosition,
  WalkRecord,
  WalkWindow,
} from '../../core/ports/dissemination.ts';
import { type Store, StoreUnavailable } from '../../core/ports/store.ts';
import { answerToFault } from '../shared/fault.ts';
import { oaiRouter, type OaiLimits } from './index.ts';

/** In milliseconds. */
export const second = 1_000;
export const noon = Date.parse('2026-11-21T12:00:00Z');

/** A record of the catalogue that reads well. */
export function bib(id: number, updatedAt: number, more: Partial<ToldRecord> = {}): ToldRecord {
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

/** A record as it was told to harvesters: in `scopes`, and gone from `left` since then. */
export type ToldRecord = BibRecord & {
  readonly scopes?: readonly string[];
  readonly left?: Readonly<Record<string, number>>;
};

/** What was told, as the store reads it: by whole seconds and control number, bounds inclusive. */
export class FakeTold {
  records: ToldRecord[] = [];
  sets: DisseminationSet[] = [];
  repositories: VirtualRepository[] = [];
  counted = 0;
  sealed = 0;
  away = false;
  /** What records whose source is a harvest were made of. */
  given: GivenBy | null = null;
  /** Pages of records read, and the one whose reading fails. */
  pagesRead = 0;
  failsAt = 0;

  readonly reading: Pick<
    DisseminationReading,
    'seal' | 'clock' | 'sets' | 'repositories' | 'headers' | 'records' | 'copies' | 'given' | 'count' | 'record'
  > = {
    seal: async (moment) => (this.sealed = Math.max(this.sealed, moment)),
    clock: async () => ({
      ...{ sealedUntil: this.sealed, lastStamp: 0, sweepAfter: null, formsVersion: 1 },
      earliest: this.records.length === 0 ? null : Math.min(...this.#lines(null).map(({ datestamp }) => datestamp)),
    }),
    sets: async () => {
      if (this.away) throw new StoreUnavailable('the database is away');
      return this.sets;
    },
    repositories: async () => this.repositories,
    headers: async (window, after, limit) => this.#walk(window, after).slice(0, limit),
    records: async (window, after, limit) => {
      this.pagesRead += 1;
      if (this.pagesRead === this.failsAt) throw new StoreUnavailable('the database is away');
      return this.#walk(window, after).slice(0, limit);
    },
    copies: async () => new Map(),
    given: async (recordIds) => new Map(recordIds.flatMap((id) => (this.given ? [[id, this.given]] : []))),
    count: async (window) => {
      this.counted += 1;
      return this.#walk(window, null).length;
    },
    record: async (scope, controlNumber) =>
      this.#lines(scope).find((line) => line.controlNumber === controlNumber) ?? null,
  };

  #walk({ scope, from, until }: WalkWindow, after: WalkPosition | null): WalkRecord[] {
    return this.#lines(scope).filter(
      ({ datestamp, controlNumber }) =>
        datestamp >= (from ?? 0) &&
        datestamp <= until &&
        (!after ||
          datestamp > after.datestamp ||
          (datestamp === after.datestamp && controlNumber > after.controlNumber)),
    );
  }

  #lines(scope: string | null): WalkRecord[] {
    const lines = this.records
      .filter(({ status }) => status !== 'STAGED')
      .map((record): WalkRecord | null => {
        const { id, controlNumber, updatedAt, marc, scopes = [], left = {} } = record;
        const seconds = (moment: number): number => Math.floor(moment / second) * second;
        const named = { controlNumber, recordId: id, scopes, source: record.source };
        const shown = isPublic(record);
        const line = { ...named, datestamp: seconds(updatedAt), deleted: !shown, marc: shown ? marc : null };
        if (scope === null || scopes.includes(scope)) return line;
        return scope in left ? { ...named, datestamp: seconds(left[scope]!), deleted: true, marc: null } : null;
      });
    return lines
      .filter((line) => line !== null)
      .sort((one, other) => one.datestamp - other.datestamp || one.recordId - other.recordId);
  }
}

/** A repository on a real port, over a catalogue and a clock that a test moves. */
export class TestRepository {
  readonly catalogue = new FakeTold();
  readonly told: Record<string, unknown>[] = [];
  now = noon;
  #server: Server | null = null;

  /** What harvesters are given, over what was told. */
  readonly dissemination: DisseminationDesk;

  constructor() {
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (facts: Record<string, unknown>) => void this.told.push(facts),
    };
    const read = { dissemination: this.catalogue.reading };
    const disseminator = { notice: (number: string) => `https://passerelle.example.fr/${number}`, provider: 'Réseau' };
    const clock = { now: () => this.now };
    this.dissemination = disseminationDesk({
      store: { read } as unknown as Store,
      directory: {} as Directory,
      clock,
      log,
      disseminator,
    });
  }

  /** Serves it and gives its address; each page is made when it is asked for, unless `limits` say otherwise. */
  async serve(limits: Partial<OaiLimits> = {}, key = 'key of the tokens'): Promise<string> {
    const app = express().set('query parser', 'simple');
    app.use(
      '/oai',
      oaiRouter({
        library: { dissemination: this.dissemination, now: () => this.now },
        publicUrl: 'https://passerelle.example.fr',
        repositoryName: 'Réseau <des> médiathèques',
        adminEmail: 'oai@passerelle.example.fr',
        repositoryId: 'passerelle.example.fr',
        licence: 'https://passerelle.example.fr/licence',
        friends: ['https://numerique.example.fr/oai'],
        branding: {
          url: 'https://passerelle.example.fr/i.png',
          link: 'https://passerelle.example.fr',
          title: 'Réseau',
        },
        tokenKey: Buffer.from(key),
        limits: { pagesAhead: 0, ...limits },
      }),
    );
    app.use(((fault, _request, response, _next) => {
      response.status(answerToFault(fault).status).end();
    }) satisfies ErrorRequestHandler);
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
