import { provideZonelessChangeDetection, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Subject } from 'rxjs';
import { readResource } from '../ui/read-resource';
import { followReloads } from './follow-reloads';
import { LiveStream } from './live-stream';

describe('a list that follows the stream', () => {
  const reloads = signal(0);
  const told: string[] = [];
  let asked: Subject<string>[] = [];

  const list = () =>
    TestBed.runInInjectionContext(() => {
      const resource = readResource({
        stream: () => {
          asked.push(new Subject<string>());
          return asked.at(-1)!;
        },
      });
      followReloads(resource);
      return resource;
    });
  const answer = async (n: number, text: string) => {
    asked[n]!.next(text);
    asked[n]!.complete();
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
  };
  const tell = () => {
    reloads.update((count) => count + 1);
    TestBed.tick();
  };

  beforeEach(() => {
    reloads.set(0);
    told.length = 0;
    asked = [];
    const live = { reloads, reloaded: (how: string) => told.push(how) };
    TestBed.configureTestingModule({
      providers: [provideZonelessChangeDetection(), { provide: LiveStream, useValue: live }],
    });
  });

  it('is asked again when the stream says so', async () => {
    const resource = list();
    TestBed.tick();
    await answer(0, 'before');
    tell();
    expect(asked.length).toBe(2);
    await answer(1, 'after');
    expect(resource.value()).toBe('after');
    expect(told).toContain('fresh');
  });
});
