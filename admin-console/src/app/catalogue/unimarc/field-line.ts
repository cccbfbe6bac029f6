import type { MarcFieldView } from '../../api/contract';
import { textOf } from './grid';

/** A field on one line, as the grid shows it: `1# $aGerminal$fÉmile Zola`. */
export function fieldLine(field: MarcFieldView): string {
  if (!('subfields' in field)) return field.value;
  return `${field.ind1}${field.ind2}`.replaceAll(' ', '#') + ` ${textOf(field.subfields)}`;
}
