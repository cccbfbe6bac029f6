import type { CirculationPolicy } from '../circulation/entities.ts';
import type { Store } from '../ports/store.ts';
import { Directory } from './directory.ts';

test('of two refreshes at once, the one asked later is what holds, whichever ends last', async () => {
  const waiting: ((rows: CirculationPolicy[]) => void)[] = [];
  const read = {
    libraries: async () => [],
    calendars: async () => [],
    sorting: { rules: async () => [] },
    migration: { librariesWithAliases: async () => [] },
    policies: () => new Promise<CirculationPolicy[]>((resolve) => waiting.push(resolve)),
  };
  const directory = new Directory({ read } as unknown as Store);
  const row = (id: number) => [{ id, categoryId: null, itemType: null, libraryId: null } as CirculationPolicy];
  const refreshes = [directory.refresh(), directory.refresh()];
  waiting[1]!(row(2));
  await refreshes[1];
  waiting[0]!(row(1));
  await refreshes[0];
  expect(directory.policies.match(1, 'BOOK', 1)?.id).toBe(2);
});
