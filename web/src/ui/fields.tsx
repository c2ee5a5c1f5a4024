import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  FieldError,
  Input,
  Label,
  SearchField,
  Text,
  TextArea,
  TextField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';

export type FieldProps = {
  id: string;
  label: string;
  hint?: ReactNode;
  fault?: string;
  value: string;
  onChange: (value: string) => void;
  isRequired?: boolean;
};

/** A labelled text field with its hint above and its fault under the label, as in the form's error summary. */
export function Field({
  id,
  label,
  hint,
  fault,
  value,
  onChange,
  isRequired,
  isShort,
  isLong,
}: FieldProps & { isShort?: boolean; isLong?: boolean }) {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      autoComplete="off"
      id={id}
      name={id}
    >
      <Label>
        {label}
        {isRequired ? ' *' : ''}
      </Label>
      {hint ? (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      ) : null}
      <FieldError className="fault">{fault}</FieldError>
      {isLong ? (
        <TextArea className="input" rows={4} maxLength={1000} />
      ) : (
        <Input className="input" data-width={isShort ? 'short' : undefined} spellCheck={false} />
      )}
    </TextField>
  );
}

export function Search({
  label,
  value,
  onChange,
  autoFocus,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <SearchField className="field" value={value} onChange={onChange} autoFocus={autoFocus} autoComplete="off">
      {({ isEmpty }) => (
        <>
          <Label>{label}</Label>
          <div className="search" data-empty={isEmpty ? '' : undefined}>
            <Input className="input" spellCheck={false} />
            <AriaButton className="clear" aria-label={t('table.clearFilter')}>
              ✕
            </AriaButton>
          </div>
        </>
      )}
    </SearchField>
  );
}
