import type { DataCommand } from '../command.ts';
import { exportFile } from './export.ts';
import { batchList, batchOpen, batchReport, batchSign, batchStep, digest } from './batch.ts';
import { generate } from './generate.ts';
import { harvestSource, listSources, remapSource, saveSource } from './harvest.ts';
import { importAuthorityFile } from './import-authorities.ts';
import { importFile } from './import.ts';
import { migrate } from './migrate.ts';
import { recount } from './recount.ts';
import { reindex } from './reindex.ts';
import { usageImport, usageList, usageReport } from './usage.ts';
import { userAdd, userList, userPasswd, userResetSecondFactor } from './user.ts';
import { verify } from './verify.ts';

/** Every command that works on the data, here or inside the server that owns them. */
export const dataCommands: readonly DataCommand<never>[] = [
  migrate,
  importFile,
  importAuthorityFile,
  exportFile,
  reindex,
  recount,
  generate,
  verify,
  batchOpen,
  batchStep,
  batchSign,
  batchReport,
  batchList,
  digest,
  harvestSource,
  saveSource,
  listSources,
  remapSource,
  usageImport,
  usageReport,
  usageList,
  userAdd,
  userPasswd,
  userList,
  userResetSecondFactor,
];
