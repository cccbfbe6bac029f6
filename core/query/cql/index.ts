export { compileCql, type CompiledCql } from './compile.ts';
export { defaultCqlLimits, type CqlLimits } from './limits.ts';
export { relationModifiers } from './modifiers.ts';
export { resolveIndex } from './names.ts';
export { parseCql } from './parser.ts';
export { scanClause, type ScanClause } from './scan-clause.ts';
export { cqlOf } from './write.ts';
