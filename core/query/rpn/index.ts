export { bib1Values, readAttributes } from './attributes.ts';
export { compileRpn, type CompiledRpn, type ResultSetQuery, type WeighedQuery } from './compile.ts';
export { rpnOf } from './decompile.ts';
export { defaultRpnLimits, type RpnLimits } from './limits.ts';
export { parsePqf } from './pqf.ts';
export {
  bib1,
  type RpnAttribute,
  type RpnOperand,
  type RpnOperator,
  type RpnProximity,
  type RpnQuery,
  type RpnStep,
  type RpnTerm,
} from './tree.ts';
export { writePqf } from './write-pqf.ts';
