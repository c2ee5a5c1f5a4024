import { createBrowserRouter, Navigate } from 'react-router';
import { Choose } from './frame/choose';
import { PublicFrame, SchoolFrame, SignedInFrame } from './frame/frame';
import { NotFound, Opening, RouteFailed } from './frame/not-found';
import { SigningIn } from './sign-in/signed-in';

/** Every page of the app. A page's code is fetched when it is opened. */
export function createRoutes() {
  return createBrowserRouter([
    {
      errorElement: <RouteFailed />,
      hydrateFallbackElement: <Opening />,
      children: [
        { path: '/aanmelden', element: <SigningIn /> },
        {
          element: <PublicFrame />,
          children: [{ path: '/goedkeuren', lazy: () => import('./approval/approval-page') }],
        },
        {
          element: <SignedInFrame />,
          children: [
            { index: true, element: <Choose /> },
            { path: 'aanvragen', lazy: () => import('./customer-service/requests-page') },
            { path: 'scholen', lazy: () => import('./customer-service/schools-page') },
            {
              path: 's/:school',
              element: <SchoolFrame />,
              children: [
                { index: true, element: <Navigate to="koppeling" replace /> },
                { path: 'koppeling', lazy: () => import('./link/link-page') },
                { path: 'koppeling/aanvragen', lazy: () => import('./link/request-page') },
                { path: 'importeren', lazy: () => import('./import/hub-page') },
                { path: 'importeren/samenvatting', lazy: () => import('./import/summary-page') },
                { path: 'importeren/eerder', lazy: () => import('./history/history-page') },
                { path: 'importeren/eerder/:commit', lazy: () => import('./history/commit-page') },
                { path: 'importeren/eerder/:commit/ongedaan', lazy: () => import('./history/undo-page') },
                { path: 'importeren/vertrekkers', lazy: () => import('./import/leavers-page') },
                { path: 'importeren/keuzes', lazy: () => import('./choices/choices-page') },
                { path: 'importeren/:kind', lazy: () => import('./import/review-page') },
                { path: 'importeren/:kind/:row', lazy: () => import('./import/match-page') },
                { path: 'leerlingen', lazy: () => import('./roster/pupils-page') },
                { path: 'leerlingen/:pupil/corrigeren', lazy: () => import('./roster/correct-page') },
                { path: 'scores', lazy: () => import('./scores/scores-page') },
                { path: 'scores/:score', lazy: () => import('./scores/score-page') },
                { path: 'logboek', lazy: () => import('./audit/audit-page') },
                { path: 'privacy', lazy: () => import('./privacy/privacy-page') },
                { path: '*', element: <NotFound /> },
              ],
            },
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ]);
}
