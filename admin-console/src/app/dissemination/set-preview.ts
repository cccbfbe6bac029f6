import { Component, computed, inject, input, signal } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { DisseminationApi } from './dissemination-api';

/** The first records of a set as harvesters get them, in each format, with what partners would find wanting. */
@Component({
  selector: 'app-set-preview',
  imports: [Failure, Icon, Loading, MatFormField, MatInput, MatLabel, RouterLink],
  templateUrl: './set-preview.html',
  styleUrls: ['../steering/steering.scss', './set-preview.scss'],
})
export class SetPreview {
  private readonly api = inject(DisseminationApi);

  readonly spec = input.required<string>();

  protected readonly say = inject(Messages).say;
  protected readonly format = signal('oai_dc');
  protected readonly formats = readResource({ stream: () => this.api.formats() });
  protected readonly prefixes = computed(() =>
    this.formats.hasValue() ? this.formats.value().items.map(({ prefix }) => prefix) : ['oai_dc'],
  );
  protected readonly records = readResource({
    params: () => ({ spec: this.spec(), format: this.format() }),
    stream: ({ params }) => this.api.preview(params.spec, params.format),
  });
  protected readonly shown = computed(() => (this.records.hasValue() ? this.records.value() : null));
}
