import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button, type Kind } from './controls';

/** Asks before something that cannot simply be taken back: says what will happen; the button says what it does. */
export function Confirm({
  isOpen,
  title,
  children,
  action,
  kind = 'primary',
  other,
  isBusy,
  onConfirm,
  onClose,
}: {
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
}) {
  const { t } = useTranslation();
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal">
        <AriaDialog className="dialog" role="alertdialog">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
          <div className="actions">
            <Button kind={kind} onPress={onConfirm} isDisabled={isBusy}>
              {action}
            </Button>
            {other ? (
              <Button onPress={other.onPress} isDisabled={isBusy}>
                {other.text}
              </Button>
            ) : null}
            <Button onPress={onClose}>{t('dialog.back')}</Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
