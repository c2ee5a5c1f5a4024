import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/client';
import { keys } from '../api/queries';
import { useFormat } from '../format';
import { Button } from '../ui/controls';
import { Notice, ProblemNotice } from '../ui/page';

/** For customer service: what the test centre sent and laslink refused, each with a button to offer it again. */
export function RefusedScores({ school }: { school: string }) {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const queries = useQueryClient();
  const key = [...keys.scores(school), 'refused'];
  const refused = useQuery({
    queryKey: key,
    queryFn: async () =>
      (
        await answerOf(
          api.GET('/api/customer-service/schools/{school}/refused-scores', { params: { path: { school } } }),
        )
      ).items,
  });
  const replay = useMutation({
    mutationFn: (arrival: string) =>
      answerOf(
        api.POST('/api/customer-service/schools/{school}/refused-scores/{arrival}/replay', {
          params: { path: { school, arrival } },
        }),
      ),
    onSuccess: () => setTimeout(() => void queries.invalidateQueries({ queryKey: keys.scores(school) }), 3000),
  });
  if (!refused.data || refused.data.length === 0) {
    return null;
  }
  return (
    <section className="section" aria-labelledby="refused-scores">
      <h2 id="refused-scores">{t('scores.refusedTitle')}</h2>
      <p>{t('scores.refusedText')}</p>
      {replay.error ? <ProblemNotice error={replay.error} /> : null}
      {replay.data ? (
        <Notice tone="go" isAlert>
          <p>{t('scores.replayed')}</p>
        </Notice>
      ) : null}
      <div className="table-box">
        <table className="stacks">
          <caption className="visually-hidden">{t('scores.refusedTitle')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('scores.refusedWhen')}</th>
              <th scope="col">{t('scores.refusedEvent')}</th>
              <th scope="col">{t('scores.refusedWhy')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('review.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {refused.data.map((arrival) => (
              <tr key={arrival.id}>
                <th scope="row">{moment(arrival.at)}</th>
                <td data-label={t('scores.refusedEvent')}>{arrival.event}</td>
                <td data-label={t('scores.refusedWhy')}>
                  {t(`scores.refused-${arrival.reason}`, { field: arrival.field })}
                </td>
                <td>
                  <Button
                    small
                    isDisabled={replay.isPending}
                    aria-label={t('scores.replayOf', { event: arrival.event, when: moment(arrival.at) })}
                    onPress={() => replay.mutate(arrival.id)}
                  >
                    {t('scores.replay')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
