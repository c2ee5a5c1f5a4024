import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { Button, TextButton } from '../ui/controls';
import type { Kind } from './kinds';
import type { View } from './rows';

/** What can be done with many rows at once; the number stands in the button. */
export function BulkBar({
  kind,
  list,
  total,
  selectable,
  selected,
  onSelect,
  isBusy,
  onMove,
}: {
  kind: Kind;
  list: View;
  total: number;
  /** The rows that the filter shows and that may be selected. */
  selectable: string[];
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
  isBusy: boolean;
  onMove: (category: 'new' | 'skip') => void;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  if (selectable.length === 0) {
    return null;
  }
  const number = { count: selected.size, text: count(selected.size) };
  return (
    <section className="bulk-bar" data-selected={selected.size > 0 ? '' : undefined} aria-label={t('review.together')}>
      <p role="status">{t('review.selected', { selected: count(selected.size), total: count(total) })}</p>
      {selectable.some((row) => !selected.has(row)) ? (
        <TextButton onPress={() => onSelect(new Set([...selected, ...selectable]))}>
          {t('review.selectShown', { text: count(selectable.length) })}
        </TextButton>
      ) : null}
      {selected.size > 0 ? (
        <>
          <TextButton onPress={() => onSelect(new Set())}>{t('review.clear')}</TextButton>
          {list !== 'nieuw' ? (
            <Button small isDisabled={isBusy} onPress={() => onMove('new')}>
              {t(`review.bulkNew-${kind}`, number)}
            </Button>
          ) : null}
          {list !== 'niet' ? (
            <Button small isDisabled={isBusy} onPress={() => onMove('skip')}>
              {t(`review.bulkSkip-${kind}`, number)}
            </Button>
          ) : null}
        </>
      ) : null}
    </section>
  );
}
