export const charsets = ['utf-8', 'iso-8859-1', 'windows-1252', 'cp850', 'ascii-fold'] as const;
export const listValues = ['barcode', 'title', 'barcode-title'] as const;

/** Why a sorter or a clerk must look twice at a document that came back. */
export const alertKinds = ['hold-here', 'hold-elsewhere', 'partner', 'send', 'other'] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Which client certificate is that of a terminal: the very one (SHA-256 of its DER, hexadecimal), or any of this name that our authority signed. */
export type CertificateRule =
  { readonly by: 'fingerprint'; readonly sha256: string } | { readonly by: 'common-name'; readonly name: string };

/** How one SIP2 terminal speaks, what it may ask and from where: all that differs from one vendor to the next. */
export interface DeviceProfile {
  /** `ascii-fold` writes ASCII and reads UTF-8 or ISO 8859-1, whichever came. */
  readonly charset: (typeof charsets)[number];
  /** What ends an answer. */
  readonly terminator: 'CR' | 'CRLF';
  /** What ends a request beside CR: nothing, or LF alone too. */
  readonly lineEnd: 'CR' | 'CR-or-LF';
  /** What ends a field. */
  readonly delimiter: string;
  /** What AZ of an answer adds up. Of a request, either is accepted. */
  readonly checksum: 'bytes' | 'characters';
  /** What 97 gets: the last answer without its AY, or byte for byte. */
  readonly resend: 'without-sequence' | 'verbatim';
  /** AO of an answer: ours, or that of the request. */
  readonly institution: 'ours' | 'as-asked';
  /** AH: the 18 characters of a SIP2 date, or a date people read. */
  readonly dueDate: 'sip-date' | 'display';
  /** What a line of a list of 64 says. */
  readonly listValue: (typeof listValues)[number];
  /** AE: `{firstName} {lastName}`. */
  readonly personalName: string;
  /** Identifiers of the only fields it is sent; null for all of them. */
  readonly onlyFields: readonly string[] | null;
  /** Identifiers of fields it is not sent. One that its message cannot do without is sent empty. */
  readonly hiddenFields: readonly string[];
  /** Of messages that name none. */
  readonly language: 'fr' | 'en';
  /** Characters of its screen: AF is cut there. Null: as long as it comes. */
  readonly screenWidth: number | null;
  /** Which lists a summary of 63 with several Y gets. */
  readonly summary: 'first' | 'all';
  /** CY and DA: who holds the reservation. */
  readonly holdPatron: 'hidden' | 'shown';
  /** CV of some kinds of alert, where a vendor expects other codes than those of the 3M extensions. */
  readonly alertTypes: Readonly<Partial<Record<AlertKind, string>>>;
  /** What a card without PIN shows on a self-check: numbers only, or the name and the lists too. */
  readonly cardAlone: 'counts' | 'lists';
  /** Identifiers of the only messages it may send; null for all those of its kind. */
  readonly messages: readonly string[] | null;
  /** Where it may sign in from: addresses and networks (`10.62.0.0/16`, `2001:db8::/32`). Empty: anywhere. */
  readonly addresses: readonly string[];
  /** The certificate it must show; null: none. */
  readonly certificate: CertificateRule | null;
}

/** What a device has for itself, beside its ready-made profile. */
export type ProfileChanges = Partial<DeviceProfile>;

/** What holds for a terminal of which nothing is known. */
export const standardProfile: DeviceProfile = {
  charset: 'utf-8',
  terminator: 'CR',
  lineEnd: 'CR',
  delimiter: '|',
  checksum: 'bytes',
  resend: 'without-sequence',
  institution: 'ours',
  dueDate: 'sip-date',
  listValue: 'barcode',
  personalName: '{firstName} {lastName}',
  onlyFields: null,
  hiddenFields: [],
  language: 'fr',
  screenWidth: null,
  summary: 'first',
  holdPatron: 'hidden',
  alertTypes: {},
  cardAlone: 'counts',
  messages: null,
  addresses: [],
  certificate: null,
};

const known = new WeakMap<ProfileChanges, DeviceProfile>();

/** How this device speaks, every choice made. */
export function profileOf({ profile }: { readonly profile: ProfileChanges }): DeviceProfile {
  let whole = known.get(profile);
  if (!whole) known.set(profile, (whole = { ...standardProfile, ...profile }));
  return whole;
}
