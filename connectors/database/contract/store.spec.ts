import { openDatabase } from '../open.ts';
import { createStore } from '../store.ts';
import { describeMariadb, freshFolder, freshMariadb } from '../testing.ts';
import type { OpenedStore } from './small-network.ts';
import { storeContract } from './store.contract.ts';

async function opened(url: string, remove?: () => Promise<void>): Promise<OpenedStore> {
  const place = freshFolder();
  const { database, administration } = await openDatabase({ url, dataDir: place.folder });
  const store = createStore(database, administration);
  const close = async () => {
    await store.close();
    await place.remove();
    await remove?.();
  };
  return { store, database, close };
}

storeContract('SQLite in memory', () => opened('sqlite::memory:'));
storeContract('SQLite in a file', () => opened('sqlite:'));
describeMariadb('MariaDB', () => {
  storeContract('on a server', async () => {
    const place = await freshMariadb();
    return opened(place.url, place.remove);
  });
});
