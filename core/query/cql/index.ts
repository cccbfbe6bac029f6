export { compileCql, type CompiledCql } from './compile.ts';
export { defaultCqlLimits, type CqlLimits } from './limits.ts';
export { resolveIndex } from './names.ts';
export { parseCql } from './parser.ts';
