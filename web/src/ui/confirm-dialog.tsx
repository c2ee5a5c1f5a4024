import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ConfirmProps } from './confirm';
import { Button } from './controls';

/** The dialog itself, with the code of dialogs: fetched with the first question. Asks before something that cannot simply be taken back: says what will happen; the button says what it does. */
export default function ConfirmDialog({
  isOpen,
  title,
  children,
  action,
  kind = 'primary',
  other,
  isBusy,
  onConfirm,
  onClose,
}: ConfirmProps) {
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
