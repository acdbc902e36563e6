import { Modal, type ModalProps } from '@mantine/core';
import { useLayoutEffect, useState } from 'react';
import { text } from '../language/text.ts';
import { isForemost, noteModal, useModals } from '../state/dialogs.ts';

/** By this it is known to `keepFocus`: what asks for the focus and comes later than the dialog takes it from here. */
const WAY_OUT = { 'data-way-out': true };

/** A dialog before everything else: its way out has a name, what lies behind it is out of reach, and Escape closes the foremost alone. */
export function ModalDialog({ closeButtonProps, onClose, ...props }: ModalProps) {
  const [modal] = useState(() => Symbol());
  useLayoutEffect(() => (props.opened ? noteModal(modal) : undefined), [props.opened, modal]);
  const isReachable = useModals(({ open }) => open.at(-1) === modal);
  return (
    <Modal
      closeButtonProps={{ 'aria-label': text('controls.close'), ...WAY_OUT, ...closeButtonProps }}
      onClose={() => isForemost(modal) && onClose()}
      // Where the focus goes from here, the page itself knows (view/focus).
      returnFocus={false}
      inert={!isReachable}
      {...props}
    />
  );
}
