import type { CirculationPorts } from '../circulation/ports.ts';
import type { Post } from '../network/post.ts';
import type { Outcome } from '../outcome.ts';
import type { AgedCategory, PatronDetails } from '../ports/patrons.ts';
import { liftBlock, setBlock, type BlockRequest } from './blocks.ts';
import { replaceCard, type ReplacementReason } from './card.ts';
import { addCategory, changeCategory } from './categories.ts';
import { erase, previewErasure, type ErasurePreview } from './erasure.ts';
import { exportReader, openHistory, type ReaderData, type ReaderHistory } from './history.ts';
import {
  findReaders,
  openAccount,
  openSheet,
  type ReaderAccount,
  type ReadersAsked,
  type ReadersFound,
  type ReaderSheet,
} from './look-up.ts';
import { mergeAccounts } from './merge.ts';
import { changePin, resetPin, unlockPin } from './pin.ts';
import type { By, ReaderPorts } from './ports.ts';
import { changeDetails, register, renewMembership, type RegisterRequest } from './register.ts';
import { defaultPatronSettings, type PatronSettings } from './settings.ts';

/** What staff do with accounts of readers. Every act names who did it; `patron-unknown` is refused by all. */
export interface ReaderDesk {
  /** The erased are never found. */
  find(asked: ReadersAsked, page: { offset: number; limit: number }): Promise<ReadersFound>;
  sheet(patronId: number): Promise<Outcome<ReaderSheet>>;
  account(patronId: number): Promise<Outcome<ReaderAccount>>;
  history(patronId: number, page: { offset: number; limit: number }): Promise<Outcome<ReaderHistory>>;
  /** All that is kept of him (RGPD, articles 15 and 20); the journal says who asked. */
  export(patronId: number, by: By): Promise<Outcome<ReaderData>>;
  previewErasure(patronId: number): Promise<Outcome<ErasurePreview>>;
  /**
   * Returns the reader's id. Refused `card-invalid`, `card-taken`, `category-unknown`, `age-not-allowed`,
   * `guardian-needed`, `guardian-unknown`, `pin-not-acceptable`.
   */
  register(request: RegisterRequest, by: By): Promise<Outcome<number>>;
  /** Refused `age-not-allowed` (born later), `guardian-needed`, `guardian-unknown`. */
  change(patronId: number, details: PatronDetails, by: By): Promise<Outcome<null>>;
  /** Refused `category-unknown`, `age-not-allowed`. */
  renewMembership(patronId: number, request: { category: string | null }, by: By): Promise<Outcome<null>>;
  /** Refused `card-invalid`, `card-taken`. */
  replaceCard(
    patronId: number,
    request: { cardNumber: string; reason: ReplacementReason },
    by: By,
  ): Promise<Outcome<null>>;
  /** Refused `pin-not-acceptable`. */
  resetPin(patronId: number, pin: string, by: By): Promise<Outcome<null>>;
  /** The reader's own doing. Refused `card-replaced`, `pin-wrong`, `pin-locked`, `pin-not-acceptable`. */
  changePin(request: { card: string; oldPin: string; newPin: string; device: Post }): Promise<Outcome<null>>;
  unlockPin(patronId: number, by: By): Promise<Outcome<null>>;
  /** Returns the block's id. */
  setBlock(patronId: number, request: BlockRequest, by: By): Promise<Outcome<number>>;
  /** Refused `block-unknown`. */
  liftBlock(patronId: number, blockId: number, by: By): Promise<Outcome<null>>;
  /** The second account goes into the first. Refused `merge-not-possible` (facts.reason). */
  merge(survivorId: number, mergedId: number, by: By): Promise<Outcome<null>>;
  /** Refused `erasure-not-possible` (facts: loans, holds, debts, wards). */
  erase(patronId: number, by: By): Promise<Outcome<null>>;
  categories(): Promise<readonly AgedCategory[]>;
  /** Refused `category-taken`. */
  addCategory(category: Omit<AgedCategory, 'id'>, by: By): Promise<Outcome<AgedCategory>>;
  /** Refused `category-unknown`. */
  changeCategory(category: Omit<AgedCategory, 'id'>, by: By): Promise<Outcome<AgedCategory>>;
}

/** The desk over its ports. */
export function readerDesk(circulation: CirculationPorts, readers: PatronSettings = defaultPatronSettings): ReaderDesk {
  const ports: ReaderPorts = { ...circulation, readers };
  return {
    find: findReaders(ports),
    sheet: openSheet(ports),
    account: openAccount(ports),
    history: openHistory(ports),
    export: exportReader(ports),
    previewErasure: previewErasure(ports),
    register: register(ports),
    change: changeDetails(ports),
    renewMembership: renewMembership(ports),
    replaceCard: replaceCard(ports),
    resetPin: resetPin(ports),
    changePin: changePin(ports),
    unlockPin: unlockPin(ports),
    setBlock: setBlock(ports),
    liftBlock: liftBlock(ports),
    merge: mergeAccounts(ports),
    erase: erase(ports),
    categories: () => ports.store.read.patronAccounts.categories(),
    addCategory: addCategory(ports),
    changeCategory: changeCategory(ports),
  };
}
