import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const family = '@expo-google-fonts/source-sans-3';
/**
 * Source Sans 3: letters of every language the network writes its names in, and the narrow spaces of French figures. A font
 * is asked for by its path: pdfkit opens one that has a name of ours each time it is asked for.
 */
export const fonts = {
  plain: resolve(`${family}/400Regular/SourceSans3_400Regular.ttf`),
  bold: resolve(`${family}/600SemiBold/SourceSans3_600SemiBold.ttf`),
} as const;
export type Font = keyof typeof fonts;
