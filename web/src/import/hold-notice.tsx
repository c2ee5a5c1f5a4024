import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, etag, type Schemas } from '../api/client';
import { type Import, keys } from '../api/queries';
import { useFormat } from '../format';
import { Confirm } from '../ui/confirm';
import { Button } from '../ui/controls';
import { Notice, ProblemNotice } from '../ui/page';
import { undecidedOf } from './stations';

/** Why nothing is imported without a person: how many, the usual and the limit; and what a person can do about it. */
export function HoldNotice({
  school,
  imported,
  las,
  mayChange,
}: {
  school: string;
  imported: Import;
  las: string;
  mayChange: boolean;
}) {
  const { t } = useTranslation();
  const { count, moment } = useFormat();
  const relink = useRelink(school);
  const hold = imported.hold;
  const remaining = undecidedOf(imported);
  return (
    <>
      {relink.data !== undefined ? (
        <Notice tone="go" title={t('hold.relinked', { count: relink.data, text: count(relink.data) })}>
          <p>
            {remaining > 0
              ? t('hold.remaining', { count: remaining, text: count(remaining) })
              : t('hold.noneRemaining')}
          </p>
        </Notice>
      ) : null}
      {imported.approval && !hold ? (
        <p>{t('hold.approved', { by: imported.approval.by, at: moment(imported.approval.at) })}</p>
      ) : null}
      {hold ? (
        <Notice tone="wait" title={t(`hold.title-${hold.cause}`, { las })}>
          <p>
            {t(`hold.${hold.cause}-${hold.kind}`, { ...hold, text: count(hold.number), las })}{' '}
            {t('hold.nothing', { limit: hold.limit })}
          </p>
          <p>{t('hold.next')}</p>
          {mayChange ? (
            <div className="actions">
              {hold.relinks > 0 ? (
                <Button kind="primary" isDisabled={relink.isPending} onPress={() => relink.mutate(imported)}>
                  {t('hold.relink')}
                </Button>
              ) : null}
              <Approve school={school} version={imported.version ?? 0} texts="hold" />
            </div>
          ) : null}
          {mayChange && hold.relinks > 0 ? (
            <p className="soft">{t('hold.relinkText', { count: hold.relinks, text: count(hold.relinks) })}</p>
          ) : null}
          {relink.error ? <ProblemNotice error={relink.error} /> : null}
        </Notice>
      ) : null}
    </>
  );
}

/** The number of rows that were linked; the server takes 1,000 at once. */
function useRelink(school: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (imported: Import) => {
      let version = imported.version ?? 0;
      let remaining = undecidedOf(imported);
      let hasMore = true;
      while (hasMore) {
        const { review } = await answerOf(
          api.POST('/api/schools/{school}/import/links', {
            params: { path: { school }, header: { 'If-Match': etag(version) } },
          }),
        );
        hasMore = undecided(review) < remaining && (review.hold?.relinks ?? 0) > 0;
        version = review.version;
        remaining = undecided(review);
      }
      return undecidedOf(imported) - remaining;
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: keys.rows(school) });
      void queries.invalidateQueries({ queryKey: keys.import(school) });
    },
  });
}

function undecided(review: Schemas['ReviewState']): number {
  return [review.groups, review.teachers, review.pupils].reduce((sum, counts) => sum + (counts?.undecided ?? 0), 0);
}

/** Somebody says by name that what is held is no mistake of the LAS. */
export function Approve({ school, version, texts }: { school: string; version: number; texts: 'hold' | 'leaverHold' }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const approve = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/schools/{school}/import/approval', {
          params: { path: { school }, header: { 'If-Match': etag(version) } },
        }),
      ),
    onSuccess: (imported) => {
      queries.setQueryData(keys.import(school), imported);
      void queries.invalidateQueries({ queryKey: keys.summary(school) });
    },
    onError: () => void queries.invalidateQueries({ queryKey: keys.import(school) }),
    onSettled: () => setAsking(false),
  });
  return (
    <>
      <Button onPress={() => setAsking(true)} isDisabled={approve.isPending}>
        {t(`${texts}.approve`)}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t(`${texts}.approveTitle`)}
        action={t(`${texts}.approve`)}
        isBusy={approve.isPending}
        onConfirm={() => approve.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{t(`${texts}.approveText`)}</p>
      </Confirm>
      {approve.error ? <ProblemNotice error={approve.error} /> : null}
    </>
  );
}
