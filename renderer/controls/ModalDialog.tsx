import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { noteModal } from '../state/dialogs.ts';

/** A dialog before everything else: its way out has a name, no key acts behind it, and Escape closes the foremost alone. */
export function ModalDialog({ closeButtonProps, onClose, ...props }: ModalProps) {
  const noted = useRef<ReturnType<typeof noteModal>>(null);
  useEffect(() => {
    if (!props.opened) return;
    noted.current = noteModal();
    return noted.current.leave;
  }, [props.opened]);
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close', ...closeButtonProps }}
      onClose={() => noted.current?.isForemost() && onClose()}
      {...props}
    />
  );
}
