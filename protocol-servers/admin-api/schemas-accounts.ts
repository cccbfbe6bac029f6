import { z } from 'zod';
import { roles } from '../../core/ports/staff.ts';
import type {
  AccountRequest,
  AccountSheetView,
  AccountView,
  ActiveRequest,
  EnrolledView,
  EnrolmentView,
  NewAccountRequest,
  OneTimePasswordView,
  OwnAccountView,
  OwnPasswordRequest,
  PasscodeRequest,
  RecoveryCodesView,
  SessionLineView,
} from './contract-accounts.ts';
import type { ListView } from './contract.ts';
import { named, sessionView } from './schemas.ts';

const password = z.string().min(1).max(256);
export const passcodeRequest = z.strictObject({
  passcode: z.string().min(1).max(64),
}) satisfies z.ZodType<PasscodeRequest>;
export const ownPasswordRequest = z.strictObject({
  currentPassword: password,
  password,
}) satisfies z.ZodType<OwnPasswordRequest>;
export const enrolmentView = z.object({
  secret: z.string().describe('Base 32, for an authenticator (RFC 6238, SHA-1, 6 digits, 30 s). Told this once.'),
  account: z.string(),
}) satisfies z.ZodType<EnrolmentView>;
const recoveryCodes = z.array(z.string()).readonly().describe('Told this once.');
export const enrolledView = sessionView.extend({ recoveryCodes }) satisfies z.ZodType<EnrolledView>;
export const recoveryCodesView = z.object({ recoveryCodes }) satisfies z.ZodType<RecoveryCodesView>;

const sessionLine = z.object({
  id: z.string(),
  openedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  client: z.string(),
}) satisfies z.ZodType<SessionLineView>;
export const ownAccountView = z.object({
  enrolledAt: z.iso.datetime().nullable(),
  secondFactorNeeded: z.boolean(),
  recoveryCodesLeft: z.int().nonnegative(),
  lastSignInAt: z.iso.datetime().nullable(),
  sessions: z.array(sessionLine.extend({ isThis: z.boolean() })).readonly(),
}) satisfies z.ZodType<OwnAccountView>;

const login = z.string().min(1).max(64);
export const accountParams = z.strictObject({ login });
export const sessionParams = z.strictObject({ id: z.string().regex(/^[0-9a-f]{16}$/) });
export const accountSessionParams = sessionParams.extend({ login });

export const accountView = z.object({
  login: z.string(),
  name: z.string(),
  role: z.enum(roles),
  library: z.string().nullable(),
  active: z.boolean(),
  temporaryUntil: z.iso.datetime().nullable(),
  secondFactor: z.enum(['enrolled', 'needed', 'none']),
  lastSignInAt: z.iso.datetime().nullable(),
  sessions: z.int().nonnegative(),
  mayChange: z.boolean(),
}) satisfies z.ZodType<AccountView>;
export const accountList = z.object({
  items: z.array(accountView).readonly(),
  total: z.int().nonnegative(),
}) satisfies z.ZodType<ListView<AccountView>>;
export const accountSheet = accountView.extend({
  open: z.array(sessionLine).readonly(),
}) satisfies z.ZodType<AccountSheetView>;
export const accountRequest = z.strictObject({
  name: z.string().min(1).max(120),
  role: z.enum(roles),
  library: z.string().max(32).nullable(),
}) satisfies z.ZodType<AccountRequest>;
export const newAccountRequest = accountRequest.extend({ login }) satisfies z.ZodType<NewAccountRequest>;
export const oneTimePasswordView = z.object({
  secret: z.string().describe('Told this once.'),
  until: z.iso.datetime(),
}) satisfies z.ZodType<OneTimePasswordView>;
export const activeRequest = z.strictObject({ active: z.boolean() }) satisfies z.ZodType<ActiveRequest>;

named.add(passcodeRequest, { id: 'PasscodeRequest' });
named.add(ownPasswordRequest, { id: 'OwnPasswordRequest' });
named.add(enrolmentView, { id: 'Enrolment' });
named.add(enrolledView, { id: 'Enrolled' });
named.add(recoveryCodesView, { id: 'RecoveryCodes' });
named.add(ownAccountView, { id: 'OwnAccount' });
named.add(accountView, { id: 'Account' });
named.add(accountList, { id: 'AccountList' });
named.add(accountSheet, { id: 'AccountSheet' });
named.add(accountRequest, { id: 'AccountRequest' });
named.add(newAccountRequest, { id: 'NewAccountRequest' });
named.add(oneTimePasswordView, { id: 'OneTimePassword' });
named.add(activeRequest, { id: 'ActiveRequest' });
