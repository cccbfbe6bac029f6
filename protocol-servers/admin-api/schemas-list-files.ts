import { z } from 'zod';
import { sheetForms } from '../../core/statistics/sheet.ts';
import { holdsQuery } from './schemas-holds.ts';
import { eitherOf, patronsAsked } from './schemas-patrons.ts';

const form = z.enum(sheetForms).describe('For a French spreadsheet, or for a program.');
export const listFileQuery = z.strictObject({ form });
export const holdsFileQuery = holdsQuery.omit({ offset: true, limit: true }).extend({ form });
export const patronsFileQuery = z.strictObject({ ...patronsAsked, form }).refine(...eitherOf);
