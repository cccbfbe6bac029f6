import { z } from 'zod';
import { noticeKinds, noticeLanguages, noticeStates } from '../../core/notices/entities.ts';
import { slipForms } from '../../core/notices/slips.ts';
import type { NoticeSlipView, NoticeTemplateRequest, NoticeTemplateView, NoticeView } from './contract-notices.ts';
import type { ListView } from './contract.ts';
import { named, pageQuery } from './schemas.ts';

export const noticeView = z.object({
  id: z.int(),
  kind: z.enum(noticeKinds),
  state: z.enum(noticeStates),
  reason: z.string().nullable(),
  library: z.string(),
  patron: z.int().nullable(),
  hold: z.int().nullable(),
  level: z.int(),
  createdAt: z.iso.datetime(),
  attempts: z.int(),
  nextAttemptAt: z.iso.datetime().nullable(),
  settledAt: z.iso.datetime().nullable(),
  settledBy: z.string().nullable(),
}) satisfies z.ZodType<NoticeView>;
export const noticeList = z.object({
  items: z.array(noticeView),
  total: z.int().nonnegative(),
}) satisfies z.ZodType<ListView<NoticeView>>;
export const noticesQuery = pageQuery.extend({
  library: z.string().min(1).max(32).optional(),
  kind: z.enum(noticeKinds).optional(),
  state: z.enum(noticeStates).optional(),
  patron: z.coerce.number().int().positive().optional(),
});
export const noticeParams = z.strictObject({ id: z.coerce.number().int().positive() });
export const noticeLibraryParams = z.strictObject({ code: z.string().min(1).max(32) });
export const slipQuery = z.strictObject({ form: z.enum(slipForms).default('80mm') });
export const slipView = z.object({
  html: z.string().describe('A whole page, which loads nothing and runs nothing.'),
}) satisfies z.ZodType<NoticeSlipView>;

const templateFields = {
  kind: z.enum(noticeKinds),
  language: z.enum(noticeLanguages),
  subject: z.string().trim().min(1).max(200),
  text: z.string().trim().min(1).max(5_000).describe('Blank lines part paragraphs; `{name}` stands for a fact.'),
};
export const templateRequest = z.strictObject(templateFields) satisfies z.ZodType<NoticeTemplateRequest>;
export const templateView = z.object({
  ...templateFields,
  custom: z.boolean(),
  placeholders: z.array(z.string()),
}) satisfies z.ZodType<NoticeTemplateView>;
export const templateList = z.object({
  items: z.array(templateView),
  total: z.int().nonnegative(),
}) satisfies z.ZodType<ListView<NoticeTemplateView>>;

named.add(noticeView, { id: 'NoticeView' });
named.add(noticeList, { id: 'NoticeList' });
named.add(slipView, { id: 'NoticeSlipView' });
named.add(templateRequest, { id: 'NoticeTemplateRequest' });
named.add(templateView, { id: 'NoticeTemplateView' });
named.add(templateList, { id: 'NoticeTemplateList' });
