import { Interpolation, TmplAstRecursiveVisitor, parseTemplate, tmplAstVisitAll } from '@angular/compiler';
import type {
  ASTWithSource,
  TmplAstBoundText,
  TmplAstElement,
  TmplAstText,
  TmplAstTextAttribute,
} from '@angular/compiler';

/** Attributes that people read or hear. */
const spoken = new Set(['alt', 'aria-description', 'aria-label', 'label', 'matTooltip', 'placeholder', 'title']);

/** The texts of an Angular template that do not come from the catalogue. */
export function untranslatedTexts(template: string): string[] {
  const finder = new TextFinder();
  tmplAstVisitAll(finder, parseTemplate(template, 'template.html').nodes);
  return finder.texts;
}

class TextFinder extends TmplAstRecursiveVisitor {
  readonly texts: string[] = [];

  override visitElement(element: TmplAstElement): void {
    super.visitElement(element);
    for (const attribute of element.attributes) this.visitAttribute(attribute);
  }

  override visitText(text: TmplAstText): void {
    this.note(text.value);
  }

  override visitBoundText(text: TmplAstBoundText): void {
    const interpolation = (text.value as ASTWithSource).ast;
    if (interpolation instanceof Interpolation) interpolation.strings.forEach((part) => this.note(part));
  }

  private visitAttribute(attribute: TmplAstTextAttribute): void {
    if (spoken.has(attribute.name)) this.note(attribute.value);
  }

  private note(text: string): void {
    if (/\p{L}/u.test(text)) this.texts.push(text.trim());
  }
}
