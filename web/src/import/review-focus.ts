import { type RefObject, useEffect, useRef } from 'react';
import { takeReturn } from './return-to';
import type { RowDecision } from './rows';

/** The row's place on the page; of many rows, the first place. */
export function placeOf(decisions: RowDecision[]): number {
  const row = decisions.length === 1 ? document.getElementById(`row-${decisions[0]?.rowId}`) : null;
  return row instanceof HTMLTableRowElement ? row.sectionRowIndex : 0;
}

/** So many frames after a move a menu or a bar that closes may still take the focus with it. */
const FRAMES_TO_CLOSE = 40;

/**
 * What was worked on has left its place, and the focus with it: whoever works by keyboard goes on with the row that stands
 * there now, or with the heading when the list is empty.
 */
export function focusPlace(place: number, frames = FRAMES_TO_CLOSE): void {
  if (document.activeElement === null || document.activeElement === document.body) {
    const rows = document.querySelectorAll<HTMLElement>('.stacks tbody tr');
    const row = rows[Math.min(place, rows.length - 1)];
    // A list whose filter was cleared with the move is filled again a frame later.
    const isEmpty = !row && frames < FRAMES_TO_CLOSE / 2;
    const control = isEmpty ? document.querySelector<HTMLElement>('h1') : row?.querySelector<HTMLElement>('button');
    control?.focus({ preventScroll: true });
    control?.scrollIntoView({ block: 'nearest' });
  }
  if (frames > 0) {
    requestAnimationFrame(() => focusPlace(place, frames - 1));
  }
}

/** The answer to a press is where the person looks: it takes the focus, and the page scrolls to it. */
export function focusResult(box: RefObject<HTMLElement | null>, frames = FRAMES_TO_CLOSE): void {
  requestAnimationFrame(() => {
    if (box.current && box.current !== document.activeElement) {
      box.current.focus({ preventScroll: true });
      box.current.scrollIntoView({ block: 'center' });
    }
    if (frames > 0 && (!box.current || box.current !== document.activeElement || frames > FRAMES_TO_CLOSE / 2)) {
      focusResult(box, frames - 1);
    }
  });
}

/** So many frames after a return the page may still grow, and be scrolled by what restores it. */
const FRAMES_TO_SETTLE = 10;

/**
 * Back from Koppeling aanpassen: the page is scrolled as it was, and the button that was pressed has the focus. A row that
 * went elsewhere in the list because it was linked leaves the focus to the one that stands in its place.
 */
export function useReturn(visit: string): void {
  const first = useRef(visit);
  useEffect(() => {
    const left = takeReturn(first.current);
    if (!left) {
      return;
    }
    let frame = 0;
    const settle = (frames: number) => {
      window.scrollTo(0, left.scrollY);
      if (frames > 0) {
        frame = requestAnimationFrame(() => settle(frames - 1));
      }
    };
    settle(FRAMES_TO_SETTLE);
    const rows = document.querySelectorAll<HTMLElement>('.stacks tbody tr');
    const own = document.getElementById(`row-${left.rowId}`);
    const row = own && isInView(own) ? own : rows[Math.min(left.place, rows.length - 1)];
    row?.querySelector<HTMLElement>('.row-actions button')?.focus({ preventScroll: true });
    return () => cancelAnimationFrame(frame);
  }, []);
}

function isInView(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
