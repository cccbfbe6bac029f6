import type { Association, Target } from '../association.ts';
import { oids, type ApduOf } from '../codec/index.ts';
import { esFunction } from '../codec/extended-services.ts';
import { notCarriedOut, updateRecords } from './update.ts';

/** Services known by name and not carried out: Item Order is asked by ISO 18626 here. */
const refused: Readonly<Record<string, string>> = {
  [oids.updateFirstEdition]: 'update, first edition',
  [oids.itemOrder]: 'item order',
};

/**
 * Answers ExtendedServices (§3.2.9). Nobody may ask for them without an account (Bib-1 1004). An Update is carried out
 * at once; no task package is kept, so that none can be modified or deleted (219).
 */
export async function extendedServices(
  request: ApduOf<'extendedServicesRequest'>,
  { user }: Association,
  target: Target,
): Promise<ApduOf<'extendedServicesResponse'>> {
  const { packageType, packageName } = request;
  if (!user) return notCarriedOut(request, { condition: 1004 });
  if (packageType !== oids.update)
    return notCarriedOut(request, { condition: 221, addinfo: refused[packageType] ?? packageType });
  if (request.function === esFunction.delete || request.function === esFunction.modify)
    return notCarriedOut(request, { condition: 219, addinfo: packageName });
  if (request.function !== esFunction.create)
    return notCarriedOut(request, { condition: 1040, addinfo: String(request.function) });
  return updateRecords(request, user, target);
}
