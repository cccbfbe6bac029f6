import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LibrariesApi } from '../libraries/libraries-api';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { JournalApi } from './journal-api';
import { familyWords } from './journal-filter';
import { JournalWords } from './journal-words';

/** One line of the journal: who did what, its facts, what changed, and its place in the chain. */
@Component({
  selector: 'app-journal-line',
  imports: [Failure, Icon, Loading, RouterLink],
  templateUrl: './journal-line.html',
  styleUrls: ['../steering/steering.scss', './journal.scss'],
})
export class JournalLine {
  private readonly api = inject(JournalApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly messages = inject(Messages);

  /** The number of the line, from the address. */
  readonly seq = input.required<string>();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly words = inject(JournalWords);
  protected readonly familyWords = familyWords;
  protected readonly line = readResource({ params: () => this.seq(), stream: ({ params }) => this.api.line(params) });
  private readonly network = readResource({ stream: () => this.librariesApi.list() });
  protected readonly shown = computed(() => (this.line.hasValue() ? this.line.value() : null));

  /** A library by its name, anything else in the words of the journal. */
  protected valueOf(name: string, value: string): string {
    return name === 'library' && value !== '' ? this.nameOf(value) : this.words.value(value);
  }

  protected nameOf(code: string): string {
    const libraries = this.network.hasValue() ? this.network.value().items : [];
    return libraries.find((library) => library.code === code)?.name ?? code;
  }
}
