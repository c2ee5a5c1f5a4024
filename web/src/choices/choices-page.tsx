import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, etag, type Schemas } from '../api/client';
import { keys, useChoices } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Button } from '../ui/controls';
import { matches } from '../ui/filter';
import { useListView } from '../ui/list-view';
import { Loaded, Notice, PageHeading, ProblemNotice } from '../ui/page';
import { type Columns, columnsOf, FilterBar, WorkTable } from '../ui/work-table';

type Choice = Schemas['Choice'];

/** Blijvende keuzes: what nobody is asked again this school year, with who chose it and the way back. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const choices = useChoices(school);
  return (
    <>
      <PageHeading back={{ to: `/s/${school}/importeren`, text: t('import.title') }}>{t('choices.title')}</PageHeading>
      <p>{t('choices.intro')}</p>
      <Loaded query={choices}>{(items) => <Choices school={school} choices={items} />}</Loaded>
    </>
  );
}

type Actions = { mayChange: boolean; isBusy: boolean; takeBack: (choice: Choice) => void };
const ActionsContext = createContext<Actions>({ mayChange: false, isBusy: false, takeBack: () => {} });

function Choices({ school, choices }: { school: string; choices: Choice[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayChange = useMayChange(school);
  const [view, change] = useListView('alle');
  const shown = useMemo(
    () => choices.filter((choice) => matches(view.filter, [choice.name, choice.group, choice.by])),
    [choices, view.filter],
  );
  const takeBack = useMutation({
    mutationFn: async (choice: Choice) => {
      await answerOf(
        api.POST('/api/schools/{school}/choices/{choice}/end', {
          params: { path: { school, choice: choice.id }, header: { 'If-Match': etag(choice.version) } },
        }),
      );
      return choice;
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: keys.choices(school) });
      void queries.invalidateQueries({ queryKey: keys.audit(school) });
    },
  });
  const name = takeBack.data?.name ?? t('choices.unknownName');
  return (
    <ActionsContext value={{ mayChange, isBusy: takeBack.isPending, takeBack: (choice) => takeBack.mutate(choice) }}>
      {takeBack.error ? <ProblemNotice error={takeBack.error} isAnswer /> : null}
      {takeBack.data ? (
        <Notice tone="go" isAlert answer={takeBack.data}>
          <p>
            {t('choices.takenBack', { name })} {t('choices.takenBackText')}
          </p>
        </Notice>
      ) : null}
      {choices.length > 0 ? (
        <FilterBar
          label={t('choices.filter')}
          filter={view.filter}
          onFilter={(filter) => change({ filter })}
          shown={shown.length}
          total={choices.length}
        />
      ) : null}
      <WorkTable
        caption={t('choices.title')}
        rows={shown}
        columns={useColumns()}
        idOf={(choice) => choice.id}
        page={view.page}
        onPage={(page) => change({ page })}
        empty={<p>{t(choices.length === 0 ? 'choices.empty' : 'table.nothingFound')}</p>}
      />
    </ActionsContext>
  );
}

const column = columnsOf<Choice>();

function useColumns(): Columns<Choice> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      column.display({
        id: 'name',
        header: t('review.name'),
        cell: ({ row }) => <Name choice={row.original} />,
        meta: { isHeading: true },
      }),
      column.display({
        id: 'what',
        header: t('choices.what'),
        cell: ({ row }) => <What choice={row.original} />,
        meta: { label: t('choices.what') },
      }),
      column.display({
        id: 'who',
        header: t('choices.who'),
        cell: ({ row }) => <Who choice={row.original} />,
        meta: { label: t('choices.who') },
      }),
      column.display({
        id: 'until',
        header: t('choices.until'),
        cell: ({ row }) => <Until choice={row.original} />,
        meta: { label: t('choices.until') },
      }),
      column.display({
        id: 'actions',
        header: () => <span className="visually-hidden">{t('review.actions')}</span>,
        cell: ({ row }) => <TakeBack choice={row.original} />,
      }),
    ],
    [t],
  );
}

function Name({ choice }: { choice: Choice }) {
  const { t } = useTranslation();
  const kind = t(`choices.kind-${choice.kind}`);
  return (
    <>
      {choice.name ?? <span className="soft">{t('choices.unknownName')}</span>}
      <div className="small soft">{choice.group ? `${kind} · ${choice.group}` : kind}</div>
    </>
  );
}

function What({ choice }: { choice: Choice }) {
  const { t } = useTranslation();
  return t(`choices.${choice.what}`);
}

function Who({ choice }: { choice: Choice }) {
  const { t } = useTranslation();
  const { fullMoment } = useFormat();
  return choice.by && choice.at ? (
    t('link.byAt', { by: choice.by, at: fullMoment(choice.at) })
  ) : (
    <span className="soft">{t('choices.unknownWho')}</span>
  );
}

function Until({ choice }: { choice: Choice }) {
  const { date } = useFormat();
  return date(choice.until);
}

function TakeBack({ choice }: { choice: Choice }) {
  const { t } = useTranslation();
  const { mayChange, isBusy, takeBack } = useContext(ActionsContext);
  return mayChange ? (
    <Button
      small
      isDisabled={isBusy}
      onPress={() => takeBack(choice)}
      aria-label={t('choices.takeBackOf', { name: choice.name ?? t('choices.unknownName') })}
    >
      {t('choices.takeBack')}
    </Button>
  ) : null;
}
