import type { Sql } from '../sql.ts';

/**
 * The shuttle. A document is on the list of a crate by a row of crate_items, kept for ever: a document that is sorted at
 * the hub travels in two crates, and both lists must still tell what they announced. `openTransitId` is the transit while
 * the document is in the crate, NULL once it was seen, left or was given up: being unique, and a transit being the only
 * open one of its item (transits.openItemId), it keeps an item in at most one open crate. A transit that ends, or a
 * document scanned at another library, leaves its crate without a write here: the crate is joined with the open transit
 * and with where the item was last seen, so that circulation knows nothing of crates.
 *
 * Rows name items, transits and libraries without a foreign key (a shared lock on the item would turn the order of locks
 * round): `Reading.audit` checks them instead.
 */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE shuttle_routes (
      id ${t.serial},
      name ${t.word(128)} NOT NULL,
      hubLibraryId ${t.integer} NOT NULL,
      CONSTRAINT shuttleRoutesName UNIQUE (name)
    )${t.table}`,
    `CREATE TABLE shuttle_stops (
      id ${t.serial},
      routeId ${t.integer} NOT NULL,
      weekday ${t.integer} NOT NULL,
      sequence ${t.integer} NOT NULL,
      libraryId ${t.integer} NOT NULL,
      fromTime ${t.word(5)} NOT NULL,
      toTime ${t.word(5)} NOT NULL,
      CONSTRAINT shuttleStopsOrder UNIQUE (routeId, weekday, sequence),
      CONSTRAINT shuttleStopsRoute FOREIGN KEY (routeId) REFERENCES shuttle_routes (id)
    )${t.table}`,
    `CREATE TABLE shuttle_runs (
      id ${t.serial},
      routeId ${t.integer} NOT NULL,
      date ${t.word(10)} NOT NULL,
      state ${t.word(16)} NOT NULL,
      cancelReason ${t.word(32)},
      startedAt ${t.integer},
      endedAt ${t.integer},
      CONSTRAINT shuttleRunsDay UNIQUE (routeId, date),
      CONSTRAINT shuttleRunsRoute FOREIGN KEY (routeId) REFERENCES shuttle_routes (id)
    )${t.table}`,
    `CREATE INDEX shuttleRunsByDate ON shuttle_runs (date)`,
    `CREATE TABLE shuttle_run_stops (
      id ${t.serial},
      runId ${t.integer} NOT NULL,
      sequence ${t.integer} NOT NULL,
      libraryId ${t.integer} NOT NULL,
      opensAt ${t.integer} NOT NULL,
      closesAt ${t.integer} NOT NULL,
      skipped ${t.word(32)},
      CONSTRAINT shuttleRunStopsOrder UNIQUE (runId, sequence),
      CONSTRAINT shuttleRunStopsRun FOREIGN KEY (runId) REFERENCES shuttle_runs (id)
    )${t.table}`,
    `CREATE TABLE crates (
      id ${t.serial},
      code ${t.word(48)} NOT NULL,
      fromLibraryId ${t.integer} NOT NULL,
      toLibraryId ${t.integer},
      runId ${t.integer},
      state ${t.word(16)} NOT NULL,
      openedAt ${t.integer} NOT NULL,
      sealedAt ${t.integer},
      loadedAt ${t.integer},
      receivedAt ${t.integer},
      receivedLibraryId ${t.integer},
      CONSTRAINT cratesCode UNIQUE (code),
      CONSTRAINT cratesRun FOREIGN KEY (runId) REFERENCES shuttle_runs (id)
    )${t.table}`,
    `CREATE INDEX cratesByState ON crates (state, fromLibraryId)`,
    `CREATE TABLE crate_items (
      id ${t.serial},
      crateId ${t.integer} NOT NULL,
      itemId ${t.integer} NOT NULL,
      transitId ${t.integer},
      openTransitId ${t.integer},
      putAt ${t.integer} NOT NULL,
      seenAt ${t.integer},
      leftAt ${t.integer},
      routing ${t.word(32)},
      destinationId ${t.integer},
      discrepancy ${t.word(16)},
      notedAt ${t.integer},
      resolvedAt ${t.integer},
      resolution ${t.word(20)},
      resolvedBy ${t.word(160)},
      CONSTRAINT crateItemsOnce UNIQUE (crateId, itemId),
      CONSTRAINT crateItemsCrate FOREIGN KEY (crateId) REFERENCES crates (id)
    )${t.table}`,
    `CREATE UNIQUE INDEX crateItemsOpenTransit ON crate_items (openTransitId)${t.whenSet('openTransitId')}`,
    `CREATE INDEX crateItemsByDiscrepancy ON crate_items (discrepancy, resolvedAt)${t.whenSet('discrepancy')}`,
  ];
}

const types = {
  sqlite: {
    serial: 'INTEGER PRIMARY KEY',
    integer: 'INTEGER',
    word: () => 'TEXT',
    whenSet: (column: string) => ` WHERE ${column} IS NOT NULL`,
    table: ' STRICT',
  },
  mariadb: {
    serial: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    whenSet: () => '',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
