import { writePqf } from '../../core/query/rpn/index.ts';
import type { ServedRequest } from '../shared/served.ts';
import { bib1Diagnostics, type Bib1Condition } from './bib1-diagnostics.ts';
import { oids, readAs, type Apdu, type DefaultDiagFormat } from './codec/index.ts';
import { internationalString } from './codec/types.ts';

/** What is remembered of one APDU and its answer. */
export function toldOf(
  apdu: Apdu,
  answer: Apdu | null,
): Pick<ServedRequest, 'operation' | 'diagnostic' | 'query' | 'place'> {
  const condition = answer && conditionOf(answer);
  const meaning = condition === null ? '' : (bib1Diagnostics[condition as Bib1Condition] ?? '');
  const diagnostic = condition === null ? null : { code: String(condition), meaning };
  return { operation: apdu.name, diagnostic, query: () => queryOf(apdu), place: placeOf(apdu) };
}

/** The Bib-1 condition an answer refuses with; null when it does not. */
function conditionOf(answer: Apdu): number | null {
  const of = (told: { readonly defaultFormat?: DefaultDiagFormat | undefined } | undefined): number | null =>
    told?.defaultFormat?.condition ?? null;
  switch (answer.name) {
    case 'searchResponse':
    case 'presentResponse':
      return answer.message.records?.nonSurrogateDiagnostic?.condition ?? null;
    case 'scanResponse':
      return of(answer.message.entries?.nonsurrogateDiagnostics?.[0]);
    case 'sortResponse':
      return of(answer.message.diagnostics?.[0]);
    default:
      return null;
  }
}

function queryOf(apdu: Apdu): string | null {
  if (apdu.name !== 'searchRequest') return null;
  const { type1, type101, type104 } = apdu.message.query;
  const rpn = type1 ?? type101;
  if (rpn) return writePqf(rpn);
  const isCql = type104?.directReference === oids.cql && type104.singleASN1Type;
  return isCql ? readAs(internationalString, isCql) : null;
}

function placeOf(apdu: Apdu): string | null {
  const named = apdu.name === 'searchRequest' ? apdu.message.databaseNames : undefined;
  return named?.length ? named.join('+') : null;
}
