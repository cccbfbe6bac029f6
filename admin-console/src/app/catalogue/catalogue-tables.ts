import { HttpClient } from '@angular/common/http';
import { Injectable, InjectionToken, computed, inject } from '@angular/core';
import { type ListView, type NetworkRulesView, apiRoot } from '../api/contract';
import { Messages } from '../messages/messages';
import { readResource } from '../ui/read-resource';

interface Label {
  readonly fr: string;
  readonly en: string;
}
/** A field of UNIMARC, as its rules describe it. */
export interface FieldRule {
  readonly tag: string;
  readonly label: Label;
  readonly subfields: readonly { readonly code: string; readonly repeatable: boolean; readonly mandatory: boolean }[];
}
/** A coded subfield, position by position. */
export interface CodedRule {
  readonly tag: string;
  readonly code: string;
  readonly positions: readonly {
    readonly from: number;
    readonly length: number;
    readonly label: Label;
    readonly values: readonly { readonly code: string; readonly label: Label }[] | null;
  }[];
}
interface Format {
  readonly fields: readonly FieldRule[];
  readonly coded: readonly CodedRule[];
}
interface Template {
  readonly code: string;
  readonly label: Label;
}

/** Which fields the tables tell: those of bibliographic records (B), or those of authorities (A). */
export const unimarcFormat = new InjectionToken<'B' | 'A'>('UNIMARC format', { factory: () => 'B' });

/** The tables of the network: kinds of document, places, the fields of UNIMARC, templates; in the language of the moment. */
@Injectable()
export class CatalogueTables {
  private readonly http = inject(HttpClient);
  private readonly messages = inject(Messages);
  private readonly kept = readResource({
    stream: () => this.http.get<{ rules: NetworkRulesView }>(`${apiRoot}/cataloguing/rules`),
  });
  private readonly of = inject(unimarcFormat);
  private readonly format = readResource({
    stream: () => this.http.get<Format>(`${apiRoot}/cataloguing/format`, { params: { format: this.of } }),
  });
  private readonly kinds = readResource({
    stream: () => this.http.get<ListView<Template>>(`${apiRoot}/cataloguing/templates`),
  });

  readonly types = computed(() => {
    const types = this.kept.hasValue() ? this.kept.value().rules.itemTypes : [];
    return types.filter(({ active }) => active).map(({ code, ...label }) => ({ code, word: this.inLanguage(label) }));
  });
  readonly templates = computed(() => {
    const items = this.kinds.hasValue() ? this.kinds.value().items : [];
    return items.map(({ code, label }) => ({ code, word: this.inLanguage(label) }));
  });
  /** Why the templates could not be had; undefined while they are there or on their way. */
  readonly templatesError = this.kinds.error;
  /** Asks for the templates again. */
  readonly reloadTemplates = (): boolean => this.kinds.reload();
  private readonly fieldByTag = computed(() => {
    const fields = this.format.hasValue() ? this.format.value().fields : [];
    return new Map(fields.map((field) => [field.tag, field]));
  });
  /** Places a copy of this library may be put at; empty: any. */
  places(library: string): readonly { readonly code: string; readonly word: string }[] {
    const places = this.kept.hasValue() ? this.kept.value().rules.locations : [];
    return places
      .filter((place) => place.active && (place.library === null || place.library === library))
      .map(({ code, ...label }) => ({ code, word: this.inLanguage(label) }));
  }

  type(code: string): string {
    const types = this.kept.hasValue() ? this.kept.value().rules.itemTypes : [];
    const known = types.find((type) => type.code === code);
    return known ? this.inLanguage(known) : code;
  }

  /** What a field is, `Titre et responsabilité`; nothing for one the rules do not know. */
  field(tag: string): string {
    const rule = this.fieldByTag().get(tag);
    return rule ? this.inLanguage(rule.label) : '';
  }

  rule(tag: string): FieldRule | null {
    return this.fieldByTag().get(tag) ?? null;
  }

  coded(tag: string): readonly CodedRule[] {
    const coded = this.format.hasValue() ? this.format.value().coded : [];
    return coded.filter((rule) => rule.tag === tag);
  }

  inLanguage(label: Label): string {
    return label[this.messages.language()];
  }
}
