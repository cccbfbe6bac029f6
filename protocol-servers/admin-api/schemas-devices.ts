import { z } from 'zod';
import { alertKinds, charsets, listValues } from '../../core/network/device-profile.ts';
import { deviceKinds } from '../../core/network/network.ts';
import { readyProfileNames } from '../../core/network/ready-profiles.ts';
import type { ListView } from './contract.ts';
import type {
  DeviceChangeRequest,
  DeviceWithSecretView,
  MuteRequest,
  NewDeviceRequest,
  NewSecretRequest,
  ProfileView,
  ReadyProfileView,
  RegisteredDeviceView,
} from './contract-devices.ts';
import { deviceView, named } from './schemas.ts';

const identifier = z.string().regex(/^[A-Z][A-Z0-9]$/, 'deux caractères, comme AF');
const identifiers = z.array(identifier).max(64).readonly();
const certificate = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.enum(['fingerprint']),
    // as openssl prints it, or bare
    sha256: z
      .string()
      .transform((text) => text.replaceAll(':', '').toLowerCase())
      .pipe(z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 : 64 chiffres hexadécimaux')),
  }),
  z.strictObject({ by: z.enum(['common-name']), name: z.string().min(1).max(64) }),
]);

const choices = {
  charset: z.enum(charsets).describe('`ascii-fold` writes ASCII: œ is oe, € is EUR.'),
  terminator: z.enum(['CR', 'CRLF']).describe('What ends an answer.'),
  lineEnd: z.enum(['CR', 'CR-or-LF']).describe('What ends a request.'),
  delimiter: z.string().length(1).describe('What ends a field.'),
  checksum: z.enum(['bytes', 'characters']).describe('What AZ of an answer adds up.'),
  resend: z.enum(['without-sequence', 'verbatim']).describe('What 97 gets.'),
  institution: z.enum(['ours', 'as-asked']).describe('AO of an answer.'),
  dueDate: z.enum(['sip-date', 'display']).describe('AH: 18 characters, or a date people read.'),
  listValue: z.enum(listValues).describe('What a line of a list of 64 says.'),
  personalName: z.string().min(1).max(64).describe('AE: `{firstName} {lastName}`.'),
  onlyFields: identifiers.nullable().describe('The only fields it is sent; null: all.'),
  hiddenFields: identifiers.describe('Fields it is not sent.'),
  language: z.enum(['fr', 'en']).describe('Of messages that name none.'),
  screenWidth: z.int().min(16).max(255).nullable().describe('AF is cut there.'),
  summary: z.enum(['first', 'all']).describe('The lists a summary with several Y gets.'),
  holdPatron: z.enum(['hidden', 'shown']).describe('CY and DA: who holds the reservation.'),
  alertTypes: z
    .partialRecord(z.enum(alertKinds), z.string().regex(/^\d\d$/))
    .describe('CV by kind of alert, where a vendor expects other codes.'),
  cardAlone: z.enum(['counts', 'lists']).describe('What a card without PIN shows on a self-check.'),
  messages: z
    .array(z.string().regex(/^\d\d$/))
    .max(16)
    .readonly()
    .nullable()
    .describe('The only messages it may send; null: all of its kind.'),
  addresses: z
    .array(z.string().min(1).max(64))
    .max(64)
    .readonly()
    .describe('Where it may sign in from; empty: anywhere.'),
  certificate: certificate.nullable().describe('The client certificate it must show.'),
};
const profile = z.object(choices) satisfies z.ZodType<ProfileView>;
const differences = z.strictObject(choices).partial();

const words = z.object({ fr: z.string(), en: z.string() });

export const readyProfileView = z.object({
  name: z.enum(readyProfileNames),
  title: words,
  note: words,
  differences,
  because: z.record(z.string(), words),
  profile,
}) satisfies z.ZodType<ReadyProfileView>;
export const readyProfileList = z.object({
  items: z.array(readyProfileView),
  total: z.int().nonnegative(),
}) satisfies z.ZodType<ListView<ReadyProfileView>>;

export const registeredDeviceView = z.object({
  ...deviceView.omit({ state: true }).shape,
  readyProfile: z.string(),
  differences,
  profile,
  disabledAt: z.iso.datetime().nullable(),
  mutedUntil: z.iso.datetime().nullable(),
  version: z.int().positive().describe('To be sent back with a change.'),
}) satisfies z.ZodType<RegisteredDeviceView>;
export const registeredDeviceList = z.object({
  items: z.array(registeredDeviceView),
  total: z.int().nonnegative(),
}) satisfies z.ZodType<ListView<RegisteredDeviceView>>;

const name = z.string().trim().min(1).max(100);
const library = z.string().min(1).max(32).describe('Code.');
const secret = z
  .string()
  .regex(/^[!-~]{12,64}$/, 'de 12 à 64 signes ASCII, sans espace')
  .describe('Given, or else drawn: 160 bits.');

export const deviceParams = z.strictObject({ login: z.string().min(1).max(128) });
export const newDeviceRequest = z.strictObject({
  login: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, 'de 1 à 64 lettres, chiffres, points ou tirets'),
  name,
  kind: z.enum(deviceKinds),
  library,
  readyProfile: z.enum(readyProfileNames).optional(),
  differences: differences.optional(),
  secret: secret.optional(),
}) satisfies z.ZodType<NewDeviceRequest>;
export const deviceChangeRequest = z.strictObject({
  version: z.int().positive(),
  name: name.optional(),
  kind: z.enum(deviceKinds).optional(),
  library: library.optional(),
  readyProfile: z.enum(readyProfileNames).optional(),
  differences: differences.optional().describe('Replaced whole.'),
}) satisfies z.ZodType<DeviceChangeRequest>;
export const newSecretRequest = z.strictObject({ secret: secret.optional() }) satisfies z.ZodType<NewSecretRequest>;
export const muteRequest = z.strictObject({ until: z.iso.datetime().nullable() }) satisfies z.ZodType<MuteRequest>;
export const deviceWithSecretView = z.object({
  device: registeredDeviceView,
  secret: z.string().nullable().describe('Told this once: null when the answer is said again.'),
}) satisfies z.ZodType<DeviceWithSecretView>;

named.add(muteRequest, { id: 'MuteRequest' });
named.add(readyProfileList, { id: 'ReadyProfileList' });
named.add(registeredDeviceView, { id: 'RegisteredDeviceView' });
named.add(registeredDeviceList, { id: 'RegisteredDeviceList' });
named.add(newDeviceRequest, { id: 'NewDeviceRequest' });
named.add(deviceChangeRequest, { id: 'DeviceChangeRequest' });
named.add(newSecretRequest, { id: 'NewSecretRequest' });
named.add(deviceWithSecretView, { id: 'DeviceWithSecretView' });
