import { useTranslation } from 'react-i18next';
import { Link as RouteLink } from 'react-router';
import { KINDS, type Kind } from './kinds';

/** The kind to go on with: the first with something to choose after this one, then from the start; none when all is chosen. */
export function nextKind(undecided: Record<Kind, number>, current?: Kind): Kind | undefined {
  const at = KINDS.findIndex(({ kind }) => kind === current);
  const order = [...KINDS.slice(at + 1), ...KINDS.slice(0, at + 1)];
  return order.find(({ kind }) => undecided[kind] > 0)?.kind;
}

/** The one next action of a page of the import. */
export function NextStep({
  school,
  undecided,
  current,
}: {
  school: string;
  undecided: Record<Kind, number>;
  current?: Kind;
}) {
  const { t } = useTranslation();
  const next = nextKind(undecided, current);
  if (next !== undefined && next === current) {
    return <p className="soft">{t(`next.stay-${next}`, { count: undecided[next] })}</p>;
  }
  const path = KINDS.find(({ kind }) => kind === next)?.path ?? 'samenvatting';
  return (
    <RouteLink className="button" data-kind="primary" to={`/s/${school}/importeren/${path}`}>
      {next ? t('next.goOn', { kind: t(`kind.${next}`) }) : t('import.toSummary')}
    </RouteLink>
  );
}
