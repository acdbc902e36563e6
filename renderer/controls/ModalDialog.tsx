import { Modal, type ModalProps } from '@mantine/core';
import { useEffect } from 'react';
import { noteModal } from '../state/dialogs.ts';

/** A dialog before everything else: its way out has a name, and no key acts behind it. */
export function ModalDialog({ closeButtonProps, ...props }: ModalProps) {
  useEffect(() => (props.opened ? noteModal() : undefined), [props.opened]);
  return <Modal closeButtonProps={{ 'aria-label': 'Close', ...closeButtonProps }} {...props} />;
}
