/**
 * A file in the making. What is appended counts once `keep` or `finish` returned: killed in between, the next one that
 * opens it finds it as it was at the last `keep`. The file stands under its own name only when it is whole.
 */
export interface ExportFile {
  /** JSON text kept last; null when nothing was begun. */
  readonly state: string | null;
  append(bytes: Uint8Array): Promise<void>;
  /** Makes what was appended durable, and the state with it. */
  keep(state: string): Promise<void>;
  /** Puts the file under its own name, whole. */
  finish(state: string): Promise<void>;
  /** Lets go of it; an unfinished one can be opened again. */
  close(): Promise<void>;
}

/** Where exports asked for over the network are kept. */
export interface ExportShelf {
  /** Every export, finished or not. */
  list(): Promise<readonly ShelvedExport[]>;
  /** Opens one to write it, made when there is none of this id. */
  open(id: string): Promise<ExportFile>;
  /** The bytes of a finished one. */
  read(id: string): AsyncIterable<Uint8Array>;
  remove(id: string): Promise<void>;
}

export interface ShelvedExport {
  readonly id: string;
  readonly state: string;
  /** The file is whole. */
  readonly finished: boolean;
  /** Of the file, whole or not. */
  readonly bytes: number;
}
