import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/client';
import { keys } from '../api/queries';
import { Button } from '../ui/controls';
import { ProblemNotice } from '../ui/page';

/** The first press of Gegevens importeren: asks the LAS now. */
export function FetchButton({
  school,
  text,
  isPrimary,
  onStarted,
}: {
  school: string;
  text: string;
  isPrimary?: boolean;
  onStarted?: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: () => answerOf(api.POST('/api/schools/{school}/imports', { params: { path: { school } } })),
    onSuccess: (imported) => {
      queries.setQueryData(keys.import(school), imported);
      onStarted?.();
    },
    // Whatever stood in the way, how the import stands now is what the person wants to see.
    onError: () => void queries.invalidateQueries({ queryKey: keys.import(school) }),
  });
  return (
    <>
      <Button kind={isPrimary ? 'primary' : 'plain'} isDisabled={start.isPending} onPress={() => start.mutate()}>
        {text}
      </Button>
      {start.isPending ? (
        <span role="status" className="soft">
          {t('import.starting')}
        </span>
      ) : null}
      {start.error ? <ProblemNotice error={start.error} isAnswer /> : null}
    </>
  );
}
