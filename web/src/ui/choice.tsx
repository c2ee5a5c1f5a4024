import {
  Button as AriaButton,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { FieldProps } from './fields';

/** One of a few options, with the same label, hint and fault as a text field. */
export function Choice({
  id,
  label,
  hint,
  fault,
  value,
  onChange,
  isRequired,
  options,
}: FieldProps & { options: { id: string; name: string }[] }) {
  const { t } = useTranslation();
  return (
    <Select
      className="field"
      selectedKey={value === '' ? null : value}
      onSelectionChange={(key) => onChange(String(key))}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      placeholder={t('form.choose')}
      name={id}
      id={id}
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
      <AriaButton className="select-button">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </AriaButton>
      <Popover className="popover">
        <ListBox className="options" items={options}>
          {(option) => <ListBoxItem className="option">{option.name}</ListBoxItem>}
        </ListBox>
      </Popover>
    </Select>
  );
}
