import type { StaffUser } from '../../../core/ports/staff.ts';
import type { Association, Target } from '../association.ts';
import {
  bib1Diagnostic,
  bytesOf,
  oids,
  readAs,
  type ApduOf,
  type External,
  type OtherInformation,
} from '../codec/index.ts';
import { defaultDiagFormat, otherInformation } from '../codec/common.ts';
import { optionBits, type IdAuthentication } from '../codec/init.ts';
import { charsetNegotiation, type CharsetNegotiation } from '../codec/negotiation.ts';
import { explicit, sequence, sequenceOf, tagged } from '../codec/types.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { ResultSets } from '../result-sets.ts';

/** What this target does, by the bits of Options; an origin gets those of them it proposed. */
const offered: readonly number[] = [
  optionBits.search,
  optionBits.present,
  optionBits.delSet,
  optionBits.triggerResourceCtrl,
  optionBits.scan,
  optionBits.sort,
  optionBits.extendedServices,
  optionBits.namedResultSets,
  optionBits.negotiationModel,
  optionBits.queryType104,
];
const versions = [0, 1, 2];
const smallestMessage = 1024;

/** What the address may still try, and do. */
export interface Gate {
  /** The reason for which nobody may come in from there now, null when he may. */
  closed(): Diagnostic | null;
  signInFailed(): void;
}

/** Answers Init: the association it opens, null when it was refused. */
export async function init(
  request: ApduOf<'initRequest'>,
  target: Target,
  gate: Gate,
): Promise<{ readonly response: ApduOf<'initResponse'>; readonly association: Association | null }> {
  const { limits } = target;
  const version = request.protocolVersion.includes(2) ? 3 : 2;
  const preferredMessageSize = size(request.preferredMessageSize, limits.messageBytes);
  const exceptionalRecordSize = Math.max(
    preferredMessageSize,
    size(request.exceptionalRecordSize, limits.messageBytes),
  );
  const negotiation = version === 3 ? negotiated(request.otherInfo ?? []) : null;
  const who = await signedIn(request.idAuthentication, target, gate);
  const refused = 'condition' in who ? who : null;
  const reason = refused && userInfo(refused);
  const response: ApduOf<'initResponse'> = {
    referenceId: request.referenceId,
    protocolVersion: versions.filter((bit) => bit === 0 || request.protocolVersion.includes(bit)),
    options: request.options.filter(
      (bit) => offered.includes(bit) && (bit !== optionBits.negotiationModel || negotiation),
    ),
    preferredMessageSize,
    exceptionalRecordSize,
    result: !refused,
    implementationId: 'passerelle',
    implementationName: 'Passerelle',
    implementationVersion: '1',
    userInformationField: reason ?? undefined,
    otherInfo: reason ? [{ externallyDefinedInfo: reason }] : (negotiation?.answer ?? undefined),
  };
  if ('condition' in who) return { response, association: null };
  const association: Association = {
    version,
    preferredMessageSize,
    exceptionalRecordSize,
    language: negotiation?.language ?? 'fr',
    user: who.user,
    resultSets: new ResultSets(limits),
  };
  return { response, association };
}

function size(asked: number, most: number): number {
  return Math.max(smallestMessage, Math.min(asked, most));
}

/** Nobody in particular, a member of staff, or why not. A password is checked and forgotten: no session stays open. */
async function signedIn(
  authentication: IdAuthentication | undefined,
  { library }: Target,
  gate: Gate,
): Promise<{ readonly user: StaffUser | null } | Diagnostic> {
  const closed = gate.closed();
  if (closed) return closed;
  const given = authentication && credentials(authentication);
  if (given === null) return { condition: 1010 };
  if (!given || given.user === '') return { user: null };
  const outcome = await library.staff.signIn(given.user, given.password);
  if (!outcome.granted) {
    gate.signInFailed();
    return { condition: 1011 };
  }
  await library.staff.signOut(outcome.value.token);
  // A password alone does not open what asks for a second factor: Z39.50 has no place to say one.
  if (outcome.value.stage !== 'open') return { condition: 1011 };
  return { user: outcome.value.user };
}

/** Undefined: nobody said who he is. Null: in a way nobody understands. */
function credentials(authentication: IdAuthentication): { user: string; password: string } | null | undefined {
  if (authentication.anonymous) return undefined;
  if (authentication.idPass) {
    return { user: authentication.idPass.userId ?? '', password: authentication.idPass.password ?? '' };
  }
  if (authentication.open === undefined) return null;
  // by convention `user/password`; some write `group,user,password`
  const { open } = authentication;
  const slash = open.indexOf('/');
  if (slash >= 0) return { user: open.slice(0, slash), password: open.slice(slash + 1) };
  const parts = open.split(',');
  return parts.length >= 3
    ? { user: parts[1]!, password: parts.slice(2).join(',') }
    : { user: parts[0]!, password: parts[1] ?? '' };
}

/** Character set and language: UTF-8 is the one spoken here; French or English, the first of them proposed. */
function negotiated(otherInfo: OtherInformation) {
  const proposal = otherInfo
    .map(({ externallyDefinedInfo }) => externallyDefinedInfo)
    .find((external) => external?.directReference === oids.charsetNegotiation && external.singleASN1Type);
  const asked = proposal?.singleASN1Type && readAs(charsetNegotiation, proposal.singleASN1Type).proposal;
  if (!asked) return null;
  const utf8 = asked.proposedCharSets?.some(({ iso10646 }) => iso10646?.encodingLevel === oids.utf8);
  const tongue = asked.proposedLanguages?.find((language) => /^(fr|en)/i.test(language));
  const answer: CharsetNegotiation = {
    response: {
      selectedCharSets: utf8 ? { iso10646: { encodingLevel: oids.utf8 } } : { none: true },
      selectedLanguage: tongue,
      recordsInSelectedCharSets: utf8 ? asked.recordsInSelectedCharSets : undefined,
    },
  };
  const external: External = {
    directReference: oids.charsetNegotiation,
    singleASN1Type: bytesOf(charsetNegotiation, answer),
  };
  const language: 'fr' | 'en' = tongue && /^en/i.test(tongue) ? 'en' : 'fr';
  return { language, answer: [{ externallyDefinedInfo: external }] };
}

const diagnosticFormat = sequenceOf(
  sequence('DiagnosticFormat', { diagnostic: explicit(1, tagged(1, defaultDiagFormat)) }),
);

/** Why Init was refused, as UserInfo-1 holding diag-1. */
function userInfo({ condition, addinfo }: Diagnostic): External {
  const diagnostic = bytesOf(diagnosticFormat, [{ diagnostic: bib1Diagnostic(condition, addinfo) }]);
  const inside: OtherInformation = [
    { externallyDefinedInfo: { directReference: oids.diag1, singleASN1Type: diagnostic } },
  ];
  return { directReference: oids.userInfo1, singleASN1Type: bytesOf(tagged(201, otherInformation), inside) };
}
