import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Kind } from './controls';

const ConfirmDialog = lazy(() => import('./confirm-dialog'));

export type ConfirmProps = {
  isOpen: boolean;
  title: string;
  children: ReactNode;
  action: string;
  kind?: Kind;
  /** A second way to go on, beside the action. */
  other?: { text: string; onPress: () => void };
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before something that cannot simply be taken back; the code of dialogs is fetched with the first question. */
export function Confirm(props: ConfirmProps) {
  const [wasOpen, setWasOpen] = useState(false);
  if (props.isOpen && !wasOpen) {
    setWasOpen(true);
  }
  return wasOpen ? (
    <Suspense>
      <ConfirmDialog {...props} />
    </Suspense>
  ) : null;
}
