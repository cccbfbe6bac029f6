import type { Sql } from '../sql.ts';

/**
 * The schema of First light, as the statements that make it, in order. Forward only: what follows is another file.
 *
 * Column names are those of the entities of core; times are UTC milliseconds; JSON is kept as text, because what the
 * MariaDB connector makes of a JSON column depends on its version. A key that holds only for a while (an open loan, a
 * live hold, an open transit) is a unique column that becomes NULL when its time is over: both databases accept many
 * NULLs in a unique key, and SQLite leaves them out of its index. Rows that every loan writes refer to the network
 * (library, device, policy) without a foreign key, as MariaDB would keep an index and take a lock for each:
 * `Reading.audit` checks them instead.
 */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    // The network
    `CREATE TABLE libraries (
      id ${t.serial},
      code ${t.word(32)} NOT NULL,
      name ${t.text} NOT NULL,
      commune ${t.text} NOT NULL,
      inseeCode ${t.word(8)} NOT NULL,
      kind ${t.word(16)} NOT NULL,
      state ${t.word(16)} NOT NULL,
      isPickup ${t.flag} NOT NULL,
      acceptsReturns ${t.flag} NOT NULL,
      CONSTRAINT librariesCode UNIQUE (code)
    )${t.table}`,
    `CREATE TABLE devices (
      id ${t.serial},
      login ${t.word(128)} NOT NULL,
      name ${t.text} NOT NULL,
      kind ${t.word(16)} NOT NULL,
      libraryId ${t.integer} NOT NULL,
      profile ${t.text} NOT NULL,
      secretHash ${t.text} NOT NULL,
      lastSeenAt ${t.integer},
      lastStatus ${t.integer},
      CONSTRAINT devicesLogin UNIQUE (login),
      CONSTRAINT devicesLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id)
    )${t.table}`,
    `CREATE TABLE patron_categories (
      id ${t.serial},
      code ${t.word(32)} NOT NULL,
      label ${t.text} NOT NULL,
      kind ${t.word(16)} NOT NULL,
      membershipMonths ${t.integer} NOT NULL,
      CONSTRAINT patronCategoriesCode UNIQUE (code)
    )${t.table}`,
    `CREATE TABLE policies (
      id ${t.serial},
      categoryId ${t.integer},
      itemType ${t.word(16)},
      libraryId ${t.integer},
      loanDays ${t.integer} NOT NULL,
      renewals ${t.integer} NOT NULL,
      renewDays ${t.integer} NOT NULL,
      maxPerType ${t.integer},
      maxTotal ${t.integer} NOT NULL,
      holdable ${t.flag} NOT NULL,
      selfCheck ${t.flag} NOT NULL,
      CONSTRAINT policiesCategory FOREIGN KEY (categoryId) REFERENCES patron_categories (id),
      CONSTRAINT policiesLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id)
    )${t.table}`,
    `CREATE TABLE calendars (
      libraryId ${t.integer} NOT NULL PRIMARY KEY,
      weekly ${t.text} NOT NULL,
      CONSTRAINT calendarsLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id)
    )${t.table}`,
    `CREATE TABLE calendar_exceptions (
      id ${t.serial},
      libraryId ${t.integer} NOT NULL,
      date ${t.word(10)} NOT NULL,
      yearly ${t.flag} NOT NULL,
      hours ${t.text} NOT NULL,
      reason ${t.text} NOT NULL,
      CONSTRAINT calendarExceptionsDay UNIQUE (libraryId, date, yearly),
      CONSTRAINT calendarExceptionsLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id)
    )${t.table}`,

    // Readers. A card, in use or past, belongs to one reader for ever: cardKey is the number trimmed, in upper case.
    // An erased reader keeps its id only, hence the NULLs.
    `CREATE TABLE patrons (
      id ${t.serial},
      pseudonym ${t.word(32)},
      cardNumber ${t.word(255)},
      firstName ${t.text} NOT NULL,
      lastName ${t.text} NOT NULL,
      birthDate ${t.word(10)},
      email ${t.text},
      phone ${t.text},
      address ${t.text},
      homeLibraryId ${t.integer} NOT NULL,
      categoryId ${t.integer} NOT NULL,
      expiresAt ${t.integer} NOT NULL,
      state ${t.word(16)} NOT NULL,
      language ${t.word(8)} NOT NULL,
      pinHash ${t.text},
      CONSTRAINT patronsPseudonym UNIQUE (pseudonym),
      CONSTRAINT patronsHomeLibrary FOREIGN KEY (homeLibraryId) REFERENCES libraries (id),
      CONSTRAINT patronsCategory FOREIGN KEY (categoryId) REFERENCES patron_categories (id)
    )${t.table}`,
    `CREATE TABLE patron_cards (
      cardKey ${t.word(255)} NOT NULL PRIMARY KEY,
      patronId ${t.integer} NOT NULL,
      retiredAt ${t.integer},
      CONSTRAINT patronCardsPatron FOREIGN KEY (patronId) REFERENCES patrons (id)
    )${t.table}`,
    `CREATE INDEX patronCardsByPatron ON patron_cards (patronId)`,
    `CREATE TABLE blocks (
      id ${t.serial},
      patronId ${t.integer} NOT NULL,
      kind ${t.word(16)} NOT NULL,
      since ${t.integer} NOT NULL,
      until ${t.integer},
      note ${t.text} NOT NULL,
      author ${t.text} NOT NULL,
      stopsCheckOut ${t.flag} NOT NULL,
      stopsHold ${t.flag} NOT NULL,
      stopsRenewal ${t.flag} NOT NULL,
      CONSTRAINT blocksPatron FOREIGN KEY (patronId) REFERENCES patrons (id)
    )${t.table}`,
    `CREATE INDEX blocksByPatron ON blocks (patronId)`,

    // The catalogue. The canonical bytes come last, so that reading a title never walks over them.
    `CREATE TABLE bib_records (
      id ${t.serial},
      controlNumber ${t.word(64)} NOT NULL,
      source ${t.word(64)} NOT NULL,
      sourceId ${t.word(512)} NOT NULL,
      status ${t.word(16)} NOT NULL,
      mergedIntoId ${t.integer},
      hash ${t.word(64)} NOT NULL,
      createdAt ${t.integer} NOT NULL,
      updatedAt ${t.integer} NOT NULL,
      title ${t.text} NOT NULL,
      titleSort ${t.text} NOT NULL,
      year ${t.integer},
      language ${t.text} NOT NULL,
      carrier ${t.word(16)} NOT NULL,
      audience ${t.text} NOT NULL,
      workKey ${t.text} NOT NULL,
      authors ${t.long} NOT NULL,
      isbn13 ${t.long} NOT NULL,
      ean ${t.long} NOT NULL,
      issn ${t.long} NOT NULL,
      marc ${t.bytes} NOT NULL,
      CONSTRAINT bibRecordsControlNumber UNIQUE (controlNumber),
      CONSTRAINT bibRecordsSource UNIQUE (source, sourceId)
    )${t.table}`,
    `CREATE INDEX bibRecordsChanged ON bib_records (updatedAt, id, status)`,
    // One row: the next control number, and the last updatedAt given out. Its lock orders the writers of the catalogue.
    `CREATE TABLE catalogue_clock (
      id ${t.integer} NOT NULL PRIMARY KEY,
      nextNumber ${t.integer} NOT NULL,
      lastUpdatedAt ${t.integer} NOT NULL
    )${t.table}`,
    `INSERT INTO catalogue_clock (id, nextNumber, lastUpdatedAt) VALUES (1, 1, 0)`,
    `CREATE TABLE items (
      id ${t.serial},
      barcode ${t.word(255)} NOT NULL,
      barcodeKey ${t.word(255)} NOT NULL,
      recordId ${t.integer} NOT NULL,
      homeLibraryId ${t.integer} NOT NULL,
      holdingLibraryId ${t.integer} NOT NULL,
      type ${t.word(16)} NOT NULL,
      status ${t.word(20)} NOT NULL,
      statusSince ${t.integer} NOT NULL,
      loanable ${t.flag} NOT NULL,
      location ${t.text} NOT NULL,
      callNumber ${t.text} NOT NULL,
      volume ${t.text} NOT NULL,
      inventoryNo ${t.text} NOT NULL,
      CONSTRAINT itemsBarcode UNIQUE (barcodeKey),
      CONSTRAINT itemsRecord FOREIGN KEY (recordId) REFERENCES bib_records (id)
    )${t.table}`,
    `CREATE INDEX itemsByRecord ON items (recordId)`,
    `CREATE INDEX itemsByStatus ON items (status)`,
    `CREATE TABLE item_aliases (
      libraryId ${t.integer} NOT NULL,
      barcodeKey ${t.word(255)} NOT NULL,
      itemId ${t.integer} NOT NULL,
      PRIMARY KEY (libraryId, barcodeKey),
      CONSTRAINT itemAliasesLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id),
      CONSTRAINT itemAliasesItem FOREIGN KEY (itemId) REFERENCES items (id)
    )${t.table}`,

    // Circulation
    `CREATE TABLE loans (
      id ${t.serial},
      itemId ${t.integer} NOT NULL,
      openItemId ${t.integer},
      patronId ${t.integer},
      libraryId ${t.integer} NOT NULL,
      deviceId ${t.integer},
      at ${t.integer} NOT NULL,
      dueAt ${t.integer} NOT NULL,
      returnedAt ${t.integer},
      returnLibraryId ${t.integer},
      renewals ${t.integer} NOT NULL,
      policyId ${t.integer} NOT NULL,
      source ${t.word(16)} NOT NULL,
      CONSTRAINT loansItem FOREIGN KEY (itemId) REFERENCES items (id),
      CONSTRAINT loansPatron FOREIGN KEY (patronId) REFERENCES patrons (id)
    )${t.table}`,
    `CREATE UNIQUE INDEX loansOpenItem ON loans (openItemId)${t.whenSet('openItemId')}`,
    `CREATE INDEX loansByPatron ON loans (patronId, openItemId)${t.whenSet('openItemId')}`,
    `CREATE TABLE holds (
      id ${t.serial},
      patronId ${t.integer} NOT NULL,
      recordId ${t.integer} NOT NULL,
      itemId ${t.integer},
      pickupLibraryId ${t.integer} NOT NULL,
      priorityClass ${t.integer} NOT NULL,
      placedAt ${t.integer} NOT NULL,
      notBefore ${t.integer},
      suspendedUntil ${t.integer},
      expiresAt ${t.integer},
      status ${t.word(20)} NOT NULL,
      liveKey ${t.word(48)},
      boundItemId ${t.integer},
      shelvedAt ${t.integer},
      pickupDeadline ${t.integer},
      cancelReason ${t.text},
      CONSTRAINT holdsPatron FOREIGN KEY (patronId) REFERENCES patrons (id),
      CONSTRAINT holdsRecord FOREIGN KEY (recordId) REFERENCES bib_records (id),
      CONSTRAINT holdsBound FOREIGN KEY (boundItemId) REFERENCES items (id)
    )${t.table}`,
    `CREATE UNIQUE INDEX holdsLive ON holds (liveKey)${t.whenSet('liveKey')}`,
    `CREATE UNIQUE INDEX holdsBoundItem ON holds (boundItemId)${t.whenSet('boundItemId')}`,
    `CREATE INDEX holdsByRecord ON holds (recordId, liveKey)${t.whenSet('liveKey')}`,
    `CREATE INDEX holdsByPatron ON holds (patronId, liveKey)${t.whenSet('liveKey')}`,
    `CREATE TABLE transits (
      id ${t.serial},
      itemId ${t.integer} NOT NULL,
      openItemId ${t.integer},
      fromLibraryId ${t.integer} NOT NULL,
      toLibraryId ${t.integer} NOT NULL,
      reason ${t.word(16)} NOT NULL,
      holdId ${t.integer},
      createdAt ${t.integer} NOT NULL,
      arrivedAt ${t.integer},
      cancelledAt ${t.integer},
      CONSTRAINT transitsItem FOREIGN KEY (itemId) REFERENCES items (id),
      CONSTRAINT transitsHold FOREIGN KEY (holdId) REFERENCES holds (id)
    )${t.table}`,
    `CREATE UNIQUE INDEX transitsOpenItem ON transits (openItemId)${t.whenSet('openItemId')}`,

    // Staff
    `CREATE TABLE staff_users (
      id ${t.serial},
      login ${t.word(128)} NOT NULL,
      name ${t.text} NOT NULL,
      role ${t.word(16)} NOT NULL,
      libraryId ${t.integer},
      active ${t.flag} NOT NULL,
      passwordHash ${t.text} NOT NULL,
      CONSTRAINT staffUsersLogin UNIQUE (login),
      CONSTRAINT staffUsersLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id)
    )${t.table}`,
    `CREATE TABLE staff_sessions (
      tokenHash ${t.word(64)} NOT NULL PRIMARY KEY,
      userId ${t.integer} NOT NULL,
      createdAt ${t.integer} NOT NULL,
      lastSeenAt ${t.integer} NOT NULL,
      CONSTRAINT staffSessionsUser FOREIGN KEY (userId) REFERENCES staff_users (id) ON DELETE CASCADE
    )${t.table}`,
    `CREATE INDEX staffSessionsByUser ON staff_sessions (userId)`,

    // The journal. recordedAt is the database's own clock: `at` may be a terminal's, of a fact long done.
    `CREATE TABLE events (
      seq ${t.everGrowing},
      at ${t.integer} NOT NULL,
      type ${t.word(32)} NOT NULL,
      actor ${t.word(160)} NOT NULL,
      libraryId ${t.integer},
      deviceId ${t.integer},
      itemId ${t.integer},
      patronRef ${t.word(32)},
      payload ${t.text} NOT NULL,
      position ${t.integer},
      patronSalt ${t.word(64)},
      patronDigest ${t.word(64)},
      prevHash ${t.word(64)},
      hash ${t.word(64)},
      recordedAt ${t.integer} NOT NULL DEFAULT (${t.now})
    )${t.table}`,
    `CREATE UNIQUE INDEX eventsPosition ON events (position)${t.whenSet('position')}`,
    `CREATE INDEX eventsByTime ON events (at, type)`,
    ...appendOnly[dialect],
    `CREATE TABLE journal_head (
      id ${t.integer} NOT NULL PRIMARY KEY,
      position ${t.integer} NOT NULL,
      hash ${t.word(64)} NOT NULL
    )${t.table}`,
    `INSERT INTO journal_head (id, position, hash) VALUES (1, 0, '')`,

    // What must follow, what was already answered, who does what alone
    `CREATE TABLE outbox (
      id ${t.everGrowing},
      topic ${t.word(32)} NOT NULL,
      payload ${t.long} NOT NULL,
      createdAt ${t.integer} NOT NULL
    )${t.table}`,
    `CREATE INDEX outboxByTopic ON outbox (topic, id)`,
    `CREATE TABLE answers (
      businessKey ${t.word(512)} NOT NULL PRIMARY KEY,
      answer ${t.long} NOT NULL,
      at ${t.integer} NOT NULL
    )${t.keyed}`,
    ...answersByTime[dialect],
    `CREATE TABLE leases (
      name ${t.word(64)} NOT NULL PRIMARY KEY,
      owner ${t.word(128)} NOT NULL,
      expiresAt ${t.integer} NOT NULL
    )${t.table}`,
  ];
}

const types = {
  sqlite: {
    serial: 'INTEGER PRIMARY KEY',
    everGrowing: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    integer: 'INTEGER',
    flag: 'INTEGER',
    word: () => 'TEXT',
    text: 'TEXT',
    long: 'TEXT',
    whenSet: (column: string) => ` WHERE ${column} IS NOT NULL`,
    bytes: 'BLOB',
    now: `CAST(unixepoch('subsec') * 1000 AS INTEGER)`,
    table: ' STRICT',
    keyed: ' STRICT, WITHOUT ROWID',
  },
  mariadb: {
    serial: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    everGrowing: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    integer: 'BIGINT',
    flag: 'TINYINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    long: 'MEDIUMTEXT',
    whenSet: () => '',
    bytes: 'MEDIUMBLOB',
    now: 'CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS INTEGER)',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
    keyed: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;

/** A day of answers is small: SQLite walks it now and then, rather than keep an index that every loan writes. */
const answersByTime = { sqlite: [], mariadb: ['CREATE INDEX answersByTime ON answers (at)'] } as const;

/**
 * The journal only grows: no line is deleted, none is changed but to be sealed once, and to lose its reader. (A MariaDB
 * server that keeps a binary log lets an ordinary account create these only with log_bin_trust_function_creators = 1.)
 */
const appendOnly = {
  sqlite: [
    `CREATE TRIGGER eventsKept BEFORE DELETE ON events
      BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END`,
    `CREATE TRIGGER eventsUnchanged
      BEFORE UPDATE OF seq, at, type, actor, libraryId, deviceId, itemId, payload, recordedAt ON events
      BEGIN SELECT RAISE(ABORT, 'a journal line never changes'); END`,
    `CREATE TRIGGER eventsSealedOnce BEFORE UPDATE OF position, patronDigest, prevHash, hash ON events
      WHEN OLD.position IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a journal line is sealed once'); END`,
    `CREATE TRIGGER eventsReaderOnlyErased BEFORE UPDATE OF patronRef ON events
      WHEN NEW.patronRef IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'the reader of a journal line can only be erased'); END`,
  ],
  mariadb: [
    `CREATE TRIGGER eventsKept BEFORE DELETE ON events FOR EACH ROW
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the journal only grows'`,
    `CREATE TRIGGER eventsUnchanged BEFORE UPDATE ON events FOR EACH ROW
      IF NOT (NEW.seq = OLD.seq AND NEW.at = OLD.at AND NEW.type = OLD.type AND NEW.actor = OLD.actor
        AND NEW.libraryId <=> OLD.libraryId AND NEW.deviceId <=> OLD.deviceId AND NEW.itemId <=> OLD.itemId
        AND NEW.payload = OLD.payload AND NEW.recordedAt = OLD.recordedAt
        AND (NEW.patronRef IS NULL OR NEW.patronRef <=> OLD.patronRef)
        AND (OLD.position IS NULL OR (NEW.position <=> OLD.position AND NEW.patronDigest <=> OLD.patronDigest
          AND NEW.prevHash <=> OLD.prevHash AND NEW.hash <=> OLD.hash)))
      THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a journal line never changes';
      END IF`,
  ],
} as const;
