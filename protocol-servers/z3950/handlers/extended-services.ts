import type { Association } from '../association.ts';
import { bib1Diagnostic, oids, type ApduOf } from '../codec/index.ts';
import { operationStatus } from '../codec/extended-services.ts';
import type { Diagnostic } from '../diagnostics.ts';

const services: Readonly<Record<string, string>> = {
  [oids.update]: 'update',
  [oids.updateFirstEdition]: 'update',
  [oids.itemOrder]: 'item order',
};

/**
 * Answers ExtendedServices. Nobody may ask for them without an account (Bib-1 1004); Update and Item Order are known by
 * name and not carried out here (221).
 */
export function extendedServices(
  { referenceId, packageType }: ApduOf<'extendedServicesRequest'>,
  { user }: Association,
): ApduOf<'extendedServicesResponse'> {
  const reason: Diagnostic = user
    ? { condition: 221, addinfo: services[packageType] ?? packageType }
    : { condition: 1004 };
  return {
    referenceId,
    operationStatus: operationStatus.failure,
    diagnostics: [{ defaultFormat: bib1Diagnostic(reason.condition, reason.addinfo) }],
  };
}
