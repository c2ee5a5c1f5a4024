import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { startTexts } from '../i18n';
import { fakeApi } from './fake-api';

// The API client keeps the fetch that it finds when its module is loaded, so the fake is in place before that.
vi.stubGlobal('fetch', (request: Request) => fakeApi.fetch(request));
// jsdom has no layout and no CSS.escape; React Aria and the pages call them.
vi.stubGlobal('scrollTo', () => {});
vi.stubGlobal('CSS', { escape: (name: string) => name });
Element.prototype.scrollIntoView = () => {};

await startTexts();
// The first test of a file waits for the code of its page, which takes over a second on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
beforeEach(() => fakeApi.reset());
afterEach(cleanup);
