import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useFormat } from '../format';

type Day = Schemas['ArrivalsOfDay'];

/** What the test centre sent per day, and how much was accepted. */
export function Arrivals({ days }: { days: Day[] }) {
  const { t } = useTranslation();
  const { count, date } = useFormat();
  if (days.length === 0) {
    return null;
  }
  return (
    <section className="section" aria-labelledby="arrivals">
      <h2 id="arrivals">{t('scores.arrivalsTitle')}</h2>
      <div className="table-box">
        <table className="stacks">
          <caption className="visually-hidden">{t('scores.arrivalsTitle')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('scores.arrivalsDay')}</th>
              <th scope="col">{t('scores.arrived')}</th>
              <th scope="col">{t('scores.stored')}</th>
              <th scope="col">{t('scores.superseded')}</th>
              <th scope="col">{t('scores.withdrawnThere')}</th>
              <th scope="col">{t('scores.refusedHere')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day}>
                <th scope="row">{date(day.day)}</th>
                <td data-label={t('scores.arrived')}>{count(day.arrived)}</td>
                <td data-label={t('scores.stored')}>{count(day.stored)}</td>
                <td data-label={t('scores.superseded')}>{count(day.superseded)}</td>
                <td data-label={t('scores.withdrawnThere')}>{count(day.withdrawn)}</td>
                <td data-label={t('scores.refusedHere')}>
                  {day.refused.length === 0
                    ? count(0)
                    : day.refused
                        .map(({ reason, number }) => `${count(number)} ${t(`scores.refusedShort-${reason}`)}`)
                        .join(', ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
