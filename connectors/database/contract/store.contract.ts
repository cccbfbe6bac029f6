import { accountsContract } from './accounts.contract.ts';
import { alertsContract } from './alerts.contract.ts';
import { auditContract } from './audit.contract.ts';
import { catalogueContract } from './catalogue.contract.ts';
import { devicesContract } from './devices.contract.ts';
import { disseminationContract } from './dissemination.contract.ts';
import { exchangesContract } from './exchanges.contract.ts';
import { figuresContract } from './figures.contract.ts';
import { harvestContract } from './harvest.contract.ts';
import { holdsContract } from './holds.contract.ts';
import { cataloguingContract } from './cataloguing.contract.ts';
import { circulationContract } from './circulation.contract.ts';
import { journalContract } from './journal.contract.ts';
import { loansContract } from './loans.contract.ts';
import { migrationContract } from './migration.contract.ts';
import { navetteContract } from './navette.contract.ts';
import { networkContract } from './network.contract.ts';
import { patronAuditContract } from './patron-audit.contract.ts';
import { patronsContract } from './patrons.contract.ts';
import { rehearsalContract } from './rehearsal.contract.ts';
import { sortingContract } from './sorting.contract.ts';
import { filtersContract } from './filters.contract.ts';
import { tagsContract } from './tags.contract.ts';
import { libraryLifeContract } from './library-life.contract.ts';
import { termsContract } from './terms.contract.ts';
import { undoContract } from './undo.contract.ts';
import { offlineNoticesContract } from './offline-notices.contract.ts';
import { smallNetwork, type OpenedStore, type Subject } from './small-network.ts';

/** What every store must do, whatever its database. `open` gives a store on an empty, migrated database. */
export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(name, () => {
    for (const suite of [
      circulationContract,
      loansContract,
      holdsContract,
      catalogueContract,
      cataloguingContract,
      disseminationContract,
      journalContract,
      networkContract,
      termsContract,
      libraryLifeContract,
      sortingContract,
      migrationContract,
      devicesContract,
      rehearsalContract,
      exchangesContract,
      tagsContract,
      navetteContract,
      offlineNoticesContract,
      patronsContract,
      auditContract,
      patronAuditContract,
      undoContract,
      harvestContract,
      alertsContract,
      figuresContract,
      accountsContract,
      filtersContract,
    ]) {
      describe(suite.name, () => {
        let subject: Subject;
        beforeAll(async () => {
          const opened = await open();
          subject = { ...opened, network: await smallNetwork(opened.store) };
        });
        afterAll(() => subject?.close());
        suite(() => subject);
      });
    }
  });
}
