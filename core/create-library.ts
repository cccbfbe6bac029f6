import { accountDesk } from './access/accounts.ts';
import { defaultSecondFactor, type Sealing } from './access/second-factor.ts';
import { VerifiedSecrets } from './access/secrets.ts';
import { namedReplies } from './access/replies.ts';
import { staffDesk } from './access/staff.ts';
import type { Role } from './ports/staff.ts';
import { authorityDesk } from './authorities/authorities.ts';
import { copiesDesk } from './catalogue/copies/copies.ts';
import { cataloguingDesk } from './catalogue/editing/cataloguing.ts';
import { lookUpDesk } from './catalogue/look-up/look-up.ts';
import { ExportWorkshop } from './catalogue/export/desk.ts';
import { finding } from './catalogue/finding.ts';
import { checkIn } from './circulation/check-in.ts';
import { checkOut } from './circulation/check-out.ts';
import { noteProperties } from './circulation/item-properties.ts';
import { changeItemStatus } from './circulation/item-state.ts';
import { itemInformation } from './circulation/item-information.ts';
import { defaultCirculationSettings, type CirculationPorts } from './circulation/ports.ts';
import { atOwnBarcodes, ownBarcodes } from './circulation/own-barcodes.ts';
import { renewAll } from './circulation/renew-all.ts';
import { renewTitle } from './circulation/renew-title.ts';
import { renew } from './circulation/renew.ts';
import { undo } from './circulation/undo.ts';
import { digitalDesk } from './digital/digital.ts';
import { harvestLimits, type HarvestPorts } from './harvest/ports.ts';
import { HarvestWorkshop } from './harvest/workshop.ts';
import { scanDesk } from './desk/scan.ts';
import { disseminationDesk } from './dissemination/dissemination.ts';
import type { Disseminator } from './dissemination/rendering.ts';
import type { Library } from './library.ts';
import { migrationDesk } from './migration/desk.ts';
import { emptyInbox, noRecordFiles, noTableFiles } from './migration/no-files.ts';
import { migrationLimits, type MigrationPorts } from './migration/ports.ts';
import { defaultNavetteSettings } from './navette/ports.ts';
import { Shuttle } from './navette/shuttle.ts';
import { Devices } from './network/devices.ts';
import { journalDesk } from './journal/journal.ts';
import { libraryLife } from './network/library-life.ts';
import { deviceRegistry } from './network/registry.ts';
import type { Directory } from './network/directory.ts';
import { holdsDesk } from './holds/holds.ts';
import { noticeDesk } from './notices/notices.ts';
import { offlineDesk } from './offline/offline.ts';
import { patronAccount } from './patrons/account.ts';
import { readerDesk } from './patrons/desk.ts';
import { Pins } from './patrons/pins.ts';
import { blockCard, enableCard } from './patrons/card-block.ts';
import { noteListTaken } from './privacy/list-taken.ts';
import { chargesFees, pay } from './payments/pay.ts';
import type { Clock } from './ports/clock.ts';
import type { ExportShelf } from './ports/export-files.ts';
import type { Log } from './ports/log.ts';
import type { SearchIndex } from './ports/search-index.ts';
import type { Store } from './ports/store.ts';
import { tagDesk } from './rfid/tagging.ts';
import { sortingDesk } from './sorting/sorting.ts';
import { ActivityFeed } from './statistics/activity.ts';
import { alertDesk } from './alerts/alerts.ts';
import { filterDesk } from './saved-filters/filters.ts';
import { quickSearch } from './quick-search/quick-search.ts';
import { figuresDesk } from './statistics/figures/figures.ts';
import { usageDesk } from './statistics/usage/usage.ts';
import { termsDesk } from './terms/terms.ts';

/** A library network at work, and what its owner must tend from time to time. */
export interface OpenLibrary {
  readonly library: Library;
  readonly devices: Devices;
  readonly shuttle: Shuttle;
  readonly exports: ExportWorkshop;
  readonly harvests: HarvestWorkshop;
  /** Stops what runs by itself. */
  close(): Promise<void>;
}

/** Opens the library over its ports; `directory` was read once by its owner, who refreshes it. */
export function createLibrary(ports: {
  store: Store;
  index: SearchIndex;
  directory: Directory;
  clock: Clock;
  log: Log;
  /** Where exports are kept; without one, none is made. */
  shelf?: ExportShelf;
  /** Where files of batches are read; absent: nowhere. */
  files?: Pick<MigrationPorts, 'records' | 'tables' | 'inbox' | 'limits'>;
  /** How records are told to harvesters; absent: under their numbers alone. */
  disseminator?: Disseminator;
  /** How partners' repositories are asked, and who we are to them; absent: nobody is asked. */
  harvesting?: Pick<HarvestPorts, 'repositories' | 'own'> & { readonly limits?: HarvestPorts['limits'] };
  /** Whose roles do nothing without a second factor, and how its secrets are kept; absent: nobody has one. */
  secondFactor?: { readonly roles: readonly Role[]; readonly sealing: Sealing };
  /** PINs found right not long ago, when another library shares them. */
  verified?: VerifiedSecrets;
}): OpenLibrary {
  const { store, index, directory, clock, log, shelf = noShelf, verified = new VerifiedSecrets() } = ports;
  const pins = new Pins(verified, clock, store);
  const circulation: CirculationPorts = { store, directory, clock, pins, settings: defaultCirculationSettings };
  const devices = new Devices({ store, clock, verified });
  const activity = new ActivityFeed({ store, clock, log });

  const { roles, sealing } = ports.secondFactor ?? noSecondFactor;
  const access = { store, clock, sealing, secondFactor: { ...defaultSecondFactor, roles } };
  const barcodes = ownBarcodes({ store, directory });
  const shuttle = new Shuttle({
    store,
    directory,
    clock,
    settings: defaultNavetteSettings,
    checkIn: async (request) => {
      const itemBarcode = await barcodes.of(request.itemBarcode, request.device);
      return checkIn(circulation)({ ...request, itemBarcode });
    },
  });

  const exports = new ExportWorkshop({ store, index, directory, clock, log, shelf });
  const harvests = new HarvestWorkshop({
    ...{ store, clock, log, limits: harvestLimits },
    ...(ports.harvesting ?? noHarvesting),
  });

  const library: Library = {
    devices,
    registry: deviceRegistry({ store, directory, clock, devices }),
    circulation: atOwnBarcodes(
      {
        checkOut: checkOut(circulation),
        checkIn: checkIn(circulation),
        renew: renew(circulation),
        renewTitle: renewTitle(circulation),
        renewAll: renewAll(circulation),
        changeItemStatus: changeItemStatus(circulation),
        item: itemInformation(circulation),
        undo: undo(circulation),
        noteProperties: noteProperties(circulation),
        pay: pay(circulation),
      },
      barcodes,
    ),
    desk: scanDesk({ store, clock, rest: () => library }),
    patrons: {
      account: patronAccount(circulation),
      block: blockCard(circulation),
      enable: enableCard(circulation),
    },
    readers: readerDesk(circulation),
    catalogue: finding({ store, index }),
    lookUp: lookUpDesk({ store, index, directory }, finding({ store, index })),
    cataloguing: cataloguingDesk(circulation),
    copies: copiesDesk(circulation),
    authorities: authorityDesk(circulation),
    exports,
    network: {
      libraries: async () => directory.libraries(),
      library: (id) => directory.library(id),
      devices: () => devices.list(),
      charges: () => chargesFees(directory),
      counts: () => store.read.counts(),
    },
    staff: staffDesk(access),
    accounts: accountDesk(access),
    journal: journalDesk({ store, directory, clock }),
    navette: shuttle.desk(),
    activity,
    terms: termsDesk(circulation),
    sorting: sortingDesk(circulation),
    holds: holdsDesk(circulation, shuttle),
    tags: tagDesk(circulation),
    replies: namedReplies({ store, clock }),
    offline: offlineDesk(circulation),
    notices: noticeDesk({ store, directory, clock }),
    migration: migrationDesk({
      ...{ records: noRecordFiles, tables: noTableFiles, inbox: emptyInbox, limits: migrationLimits.live },
      ...ports.files,
      ...{ store, directory, clock, log },
    }),
    dissemination: disseminationDesk({ store, directory, clock, log, disseminator: ports.disseminator ?? nameless }),
    harvests,
    digital: digitalDesk({ store, clock, log }),
    usage: usageDesk({ store, directory, clock }),
    figures: figuresDesk({ store, directory, clock }),
    life: libraryLife(circulation),
    alerts: alertDesk({
      store,
      directory,
      clock,
      navette: { late: (...asked) => library.navette.late(...asked) },
      harvests,
    }),
    filters: filterDesk({ store, clock }),
    quickSearch: (asked) => quickSearch(library)(asked),
    noteListTaken: noteListTaken({ store, clock }),
    now: () => clock.now(),
    health: () => store.health(),
  };
  const close = async (): Promise<void> => {
    await harvests.close();
    await exports.close();
    activity.stop();
    await devices.flush();
  };
  return { library, devices, shuttle, exports, harvests, close };
}

/** Records under their numbers, when nobody said where people can read them. */
const nameless: Disseminator = { notice: (controlNumber) => `urn:passerelle:${controlNumber}`, provider: 'Passerelle' };

/** A library that keeps no files: nothing was ever exported, and asking for it is a fault of whoever composed it. */
const noShelf: ExportShelf = {
  list: async () => [],
  open: async () => {
    throw new Error('this library was opened without a place for exports');
  },
  read: () => {
    throw new Error('this library was opened without a place for exports');
  },
  remove: async () => undefined,
};

/** A library that was given no key for secrets keeps none: an enrolment is a fault of whoever composed it. */
const noSecondFactor: { readonly roles: readonly Role[]; readonly sealing: Sealing } = {
  roles: [],
  sealing: {
    seal: () => {
      throw new Error('this library was opened without a key for second factors');
    },
    open: () => null,
  },
};

/** A library that asks no repository: a harvest of it fails, and says so. */
const noHarvesting: Pick<HarvestPorts, 'repositories' | 'own'> = {
  repositories: {
    ask: async () => ({
      ...{ kind: 'silence', why: 'connection-failed', detail: 'this library asks nobody', retries: 0, retryAt: null },
    }),
  },
  own: { baseUrl: '', repositoryId: 'localhost' },
};
