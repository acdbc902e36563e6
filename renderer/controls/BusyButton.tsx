import { Button, type ButtonProps } from '@mantine/core';
import type { ComponentPropsWithRef, MouseEvent } from 'react';

interface Props extends ButtonProps, Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> {
  /** The work that it began is not over: it says so, keeps the focus, and does nothing. */
  isBusy: boolean;
}

/** A button whose work takes a while. One that were switched off in the meantime would drop the focus. */
export function BusyButton({ isBusy, ...props }: Props) {
  return <Button {...props} component={Pressed} loading={isBusy} />;
}

function Pressed({
  onClick,
  disabled,
  'data-loading': loading,
  type = 'button',
  ...rest
}: ComponentPropsWithRef<'button'> & { 'data-loading'?: boolean }) {
  const isBusy = loading === true;
  return (
    <button
      {...rest}
      // Mantine hands on that it has none, and without one it is what Enter in a field of the form presses.
      type={type}
      data-loading={isBusy || undefined}
      disabled={disabled && !isBusy}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={(event: MouseEvent<HTMLButtonElement>) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
