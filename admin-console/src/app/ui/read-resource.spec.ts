import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Subject } from 'rxjs';
import { readResource } from './read-resource';

describe('what a page reads of the server', () => {
  let asked: Subject<string>[];

  beforeEach(() => {
    asked = [];
    TestBed.configureTestingModule({ providers: [provideZonelessChangeDetection()] });
  });

  const read = () => {
    const stream = () => asked[asked.push(new Subject<string>()) - 1]!.asObservable();
    const resource = TestBed.runInInjectionContext(() => readResource({ stream }));
    TestBed.tick();
    return resource;
  };
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
  };
  const answer = async (n: number, text: string) => {
    asked[n]!.next(text);
    asked[n]!.complete();
    await settle();
  };

  it('is asked again at once when no answer is awaited', async () => {
    const resource = read();
    await answer(0, 'before');
    expect(resource.reload()).toBe(true);
    TestBed.tick();
    expect(asked.length).toBe(2);
    await answer(1, 'after');
    expect(resource.value()).toBe('after');
    expect(asked.length).toBe(2);
  });

  it('hears the answer awaited to its end however often it is asked, then asks once more', async () => {
    const resource = read();
    await answer(0, 'first');
    resource.reload();
    TestBed.tick();
    expect(resource.reload()).toBe(false); // an act is done while the list is read: what comes may be older than it
    expect(resource.reload()).toBe(false);
    TestBed.tick();
    expect(asked.length).toBe(2);
    await answer(1, 'second');
    expect(resource.value()).toBe('second');
    expect(asked.length).toBe(3);
    await answer(2, 'third');
    expect(resource.value()).toBe('third');
    expect(asked.length).toBe(3);
  });

  it('asks again when what was awaited is a failure', async () => {
    const resource = read();
    expect(resource.reload()).toBe(false);
    asked[0]!.error(new Error('cut'));
    await settle();
    expect(asked.length).toBe(2);
    await answer(1, 'there');
    expect(resource.value()).toBe('there');
  });
});
