import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Checkbox as AriaCheckbox,
  type ButtonProps,
  type CheckboxProps,
} from 'react-aria-components';

export type Kind = 'primary' | 'plain' | 'stop';

export function Button({ kind = 'plain', small, ...props }: ButtonProps & { kind?: Kind; small?: boolean }) {
  return <AriaButton {...props} className="button" data-kind={kind} data-size={small ? 'small' : undefined} />;
}

export function TextButton(props: ButtonProps) {
  return <AriaButton {...props} className="text-button" />;
}

export function Checkbox({ children, ...props }: Omit<CheckboxProps, 'children'> & { children?: ReactNode }) {
  return (
    <AriaCheckbox {...props} className="checkbox">
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className="box">
            {isSelected && !isIndeterminate ? (
              <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="M2 8.5 6.5 13 14 4" />
              </svg>
            ) : null}
            {isIndeterminate ? (
              <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="M3 8h10" />
              </svg>
            ) : null}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  );
}
