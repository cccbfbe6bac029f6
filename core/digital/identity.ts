import { createHash } from 'node:crypto';

/** One key for a resource whoever names it: its ARK, else its address without what does not matter in it. */
export function identityKey(url: string): string {
  const ark = /ark:\/(\d{5})\/([0-9a-z]+)/i.exec(url);
  const name = ark ? `ark:/${ark[1]}/${ark[2]!.toLowerCase()}` : `url:${comparable(url)}`;
  return createHash('sha256').update(name).digest('hex');
}

function comparable(text: string): string {
  const url = new URL(text);
  url.hash = '';
  return `${url.host}${url.pathname.replace(/\/$/, '')}${url.search}`;
}
