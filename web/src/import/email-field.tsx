import { useEffect, useState } from 'react';
import { FieldError, Input, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Row } from '../api/queries';
import { useFormat } from '../format';
import { ProblemNotice } from '../ui/page';
import { useDecide } from './decide';
import { rowFaults } from './row-faults';

/** The address behind a new teacher's name; kept when the field is left or Enter is pressed. */
export function EmailField({ school, row, isReadOnly }: { school: string; row: Row; isReadOnly: boolean }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const [value, setValue] = useState(row.email ?? '');
  const decide = useDecide(school);
  useEffect(() => setValue(row.email ?? ''), [row.email]);
  const faults = decide.error
    ? rowFaults(decide.error, [{ rowId: row.rowId, version: row.version }], language)
    : new Map<string, string>();
  const fault = faults.get(row.rowId);
  const save = () => {
    const email = value.trim();
    if (!isReadOnly && email !== (row.email ?? '') && !decide.isPending) {
      decide.mutate([{ rowId: row.rowId, version: row.version, email }]);
    }
  };
  return (
    <TextField
      aria-label={t('review.emailOf', { name: row.name })}
      value={value}
      onChange={setValue}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          save();
        }
      }}
      isInvalid={fault !== undefined}
      isReadOnly={isReadOnly}
      validationBehavior="aria"
      type="email"
      autoComplete="off"
    >
      <Input className="input" data-size="small" placeholder={t('review.emailPlaceholder')} spellCheck={false} />
      <FieldError className="fault">{fault}</FieldError>
      <span role="status" className="small soft">
        {decide.isPending
          ? t('review.saving')
          : decide.isSuccess
            ? t(row.email ? 'review.saved' : 'review.emailRemoved')
            : row.email && !row.emailTyped
              ? t('review.emailFromLas')
              : ''}
      </span>
      {decide.error && !fault ? <ProblemNotice error={decide.error} /> : null}
    </TextField>
  );
}
