import { setTimeout as delay } from 'node:timers/promises';

/** Waits until a server that was just filled has told harvesters of all its records: the list no longer grows. */
export async function everythingTold(base: string): Promise<void> {
  let before = '';
  for (let same = 0; same < 3;) {
    const answer = await fetch(`${base}?verb=ListIdentifiers&metadataPrefix=oai_dc`);
    const size = /completeListSize="(\d+)"/.exec(await answer.text())?.[1] ?? '';
    same = size !== '' && size === before ? same + 1 : 0;
    before = size;
    await delay(1_100);
  }
}
