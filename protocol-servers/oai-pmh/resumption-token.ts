import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Verb } from './codec/verbs.ts';

/** Where a harvester stands in a list. The token carries it whole: the server keeps nothing. */
export interface ListPosition {
  readonly verb: Verb;
  /** The virtual repository that gave it; null, the whole one. */
  readonly repository: string | null;
  readonly metadataPrefix: string;
  readonly set: string | null;
  /** The window, frozen at the first request: UTC milliseconds, both ends inclusive. */
  readonly from: number | null;
  readonly until: number;
  /** The last record given. */
  readonly after: { readonly datestamp: number; readonly controlNumber: string };
  /** How many were given already. */
  readonly cursor: number;
  readonly completeListSize: number;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

/** Keys of the tokens: the first signs, all are believed, so that a key can be replaced while harvests go on. */
export type TokenKeys = readonly [Uint8Array, ...Uint8Array[]];

const version = 2;
const macBytes = 16;
const longest = 1_024;

/** Makes a token: only characters that survive a URL encoded twice, or not at all. */
export function writeToken(position: ListPosition, keys: TokenKeys): string {
  const { verb, repository, metadataPrefix, set, from, until, after, cursor, completeListSize, expiresAt } = position;
  const walk = [version, verb, repository, metadataPrefix, set, from, until];
  const facts = [...walk, after.datestamp, after.controlNumber, cursor, completeListSize, expiresAt];
  const payload = Buffer.from(JSON.stringify(facts)).toString('base64url');
  return `${payload}.${seal(payload, keys[0])}`;
}

/** Reads a token of ours. Null when it was not made by us, or was changed, or is of another version. */
export function readToken(token: string, keys: TokenKeys): ListPosition | null {
  const [payload, mac, more] = token.split('.');
  if (token.length > longest || !payload || !mac || more !== undefined) return null;
  if (!keys.some((key) => same(mac, seal(payload, key)))) return null;
  const facts: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  if (!Array.isArray(facts) || facts[0] !== version) return null;
  const [, verb, repository, metadataPrefix, set, from, until, datestamp, controlNumber, ...rest] = facts;
  const [cursor, completeListSize, expiresAt] = rest;
  const after = { datestamp, controlNumber };
  return { verb, repository, metadataPrefix, set, from, until, after, cursor, completeListSize, expiresAt };
}

function seal(payload: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(payload).digest().subarray(0, macBytes).toString('base64url');
}

/** In a time that tells nothing of where they differ. */
function same(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
