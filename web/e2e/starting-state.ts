import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '../src/api/schema';
import { BEHEERDER, CUSTOMER_SERVICE, KEY, type Product, SCHOOL } from './product';

type Schemas = components['schemas'];
type LinkRequest = Schemas['LinkRequest'];
type Row = Schemas['Row'];
type Result<T> = { data?: T; error?: unknown; response: Response };

const PATH = { school: SCHOOL };
const SCHOOL_OAS: LinkRequest = { type: 'SchoolOAS', authorisationKey: KEY };
/** Enough rounds of decisions: a choice in one round frees or takes a record of the next. */
const ROUNDS = 10;

export const TYPED_EMAIL = 'nieuwe.leerkracht@voorbeeldschool.example';

/**
 * Brings the school to the state in which a test begins, through the HTTP API. Where the school is in that state already
 * nothing happens, so tests in order cost no set-up and a test alone gets all of it.
 */
export class StartingState {
  private constructor(
    private readonly product: Product,
    private readonly beheerder: Client<paths>,
    private readonly customerService: Client<paths>,
  ) {}

  static async of(product: Product): Promise<StartingState> {
    const clientOf = async (email: string) =>
      createClient<paths>({ baseUrl: product.url, headers: { Authorization: `Bearer ${await product.token(email)}` } });
    return new StartingState(product, await clientOf(BEHEERDER), await clientOf(CUSTOMER_SERVICE));
  }

  async link(): Promise<Schemas['Link']> {
    return bodyOf(this.beheerder.GET('/api/schools/{school}/link', { params: { path: PATH } }));
  }

  async import(): Promise<Schemas['Import']> {
    return bodyOf(this.beheerder.GET('/api/schools/{school}/import', { params: { path: PATH } }));
  }

  /** The pupils of the school by id, with name and key. */
  async pupils(): Promise<Schemas['Pupil'][]> {
    const { pupils } = await bodyOf(this.beheerder.GET('/api/schools/{school}/roster', { params: { path: PATH } }));
    return pupils;
  }

  /** Every group, teacher and pupil, without the versions that each write moves. */
  async roster(): Promise<object> {
    const { groups, teachers, pupils } = await bodyOf(
      this.beheerder.GET('/api/schools/{school}/roster', { params: { path: PATH } }),
    );
    return { groups, teachers, pupils: pupils.map(({ version: _, ...pupil }) => pupil) };
  }

  /** Somebody else makes this pupil inactive. */
  async deactivated(pupilId: string): Promise<void> {
    const pupil = (await this.pupils()).find(({ id }) => id === pupilId);
    await bodyOf(
      this.beheerder.PUT('/api/schools/{school}/pupils/{pupil}/status', {
        params: { path: { ...PATH, pupil: pupilId }, header: { 'If-Match': `"${pupil?.version}"` } },
        body: { active: false },
      }),
    );
    await this.product.idle();
  }

  async summary(): Promise<Schemas['Summary']> {
    return bodyOf(this.beheerder.GET('/api/schools/{school}/import/summary', { params: { path: PATH } }));
  }

  /** No pupil or group has the number of a LAS. */
  async numbersRemoved(): Promise<void> {
    if (!(await this.hasNumbers())) {
      return;
    }
    await bodyOf(
      this.beheerder.POST('/api/schools/{school}/external-numbers/removal', {
        params: { path: PATH },
        body: { mode: 'execute' },
      }),
    );
    await this.product.idle();
    if (await this.hasNumbers()) {
      throw new Error('the numbers were not removed');
    }
  }

  /** A request of a link is open at customer service. */
  async requested(wanted: LinkRequest = SCHOOL_OAS): Promise<void> {
    const { state, fields, version } = await this.link();
    if (state === 'requested' && fields?.type === wanted.type) {
      return;
    }
    if (state === 'requested') {
      throw new Error(`a request of ${fields?.type} is open`);
    }
    if (state === 'active') {
      await this.end(version);
    }
    await this.numbersRemoved();
    const { brin, dependance, currentSchoolYear } = await bodyOf(
      this.beheerder.GET('/api/schools/{school}', { params: { path: PATH } }),
    );
    await bodyOf(
      this.beheerder.POST('/api/schools/{school}/link', {
        params: { path: PATH },
        body: { brin, dependance, schoolYear: currentSchoolYear, ...wanted },
      }),
    );
    await this.product.idle();
  }

  /** Customer service rejected the last request. */
  async rejected(): Promise<void> {
    if ((await this.link()).state === 'rejected') {
      return;
    }
    await this.requested();
    await this.decide({ decision: 'reject', reason: 'De sleutel hoort bij een andere vestiging.' });
  }

  /** The link is active, and the first fetch is done. */
  async linked(wanted: LinkRequest = SCHOOL_OAS): Promise<void> {
    const { state, fields } = await this.link();
    if (state === 'active' && fields?.type === wanted.type) {
      return;
    }
    await this.requested(wanted);
    await this.decide({ decision: 'approve' });
  }

  /** No import is open. */
  async importAborted(): Promise<void> {
    const { state, version } = await this.import();
    if (state === 'open') {
      await bodyOf(
        this.beheerder.POST('/api/schools/{school}/import/abort', {
          params: { path: PATH, header: { 'If-Match': `"${version}"` } },
        }),
      );
    }
  }

  /** The link was stopped. */
  async ended(): Promise<void> {
    if ((await this.link()).state !== 'ended') {
      await this.linked();
      await this.end((await this.link()).version);
    }
  }

  /** Rows of the LAS are staged. */
  async importOpen(): Promise<void> {
    await this.linked();
    if ((await this.import()).state !== 'open') {
      await bodyOf(this.beheerder.POST('/api/schools/{school}/imports', { params: { path: PATH } }));
      await this.product.idle();
    }
  }

  /** No row of the kind waits for a choice. */
  async allChosen(kinds: Row['kind'][] = ['group', 'teacher', 'pupil']): Promise<void> {
    await this.importOpen();
    for (let round = 0; round < ROUNDS; round++) {
      const { importId, rows } = await this.rows();
      const decisions = decisionsOn(rows.filter((row) => kinds.includes(row.kind)));
      if (decisions.length === 0) {
        return;
      }
      await bodyOf(
        this.beheerder.POST('/api/schools/{school}/import/decisions', {
          params: { path: PATH },
          body: { importId, rows: decisions },
        }),
      );
    }
    throw new Error('rows still wait for a choice');
  }

  /** The first new teacher without an address has one, the others have none. */
  async oneAddressTyped(): Promise<void> {
    await this.importOpen();
    const { importId, rows } = await this.rows();
    const teacher = rows.find((row) => row.lacksEmail);
    if (!teacher || rows.some((row) => row.email === TYPED_EMAIL)) {
      return;
    }
    await bodyOf(
      this.beheerder.POST('/api/schools/{school}/import/decisions', {
        params: { path: PATH },
        body: { importId, rows: [{ rowId: teacher.rowId, version: teacher.version, email: TYPED_EMAIL }] },
      }),
    );
  }

  /** This leaver of the open import stays active. */
  async keptActive(pupilId: string): Promise<void> {
    const { importId, leavers } = await this.summary();
    if (leavers.some((leaver) => leaver.pupilId === pupilId && leaver.keptActive)) {
      return;
    }
    await bodyOf(
      this.beheerder.POST('/api/schools/{school}/import/decisions', {
        params: { path: PATH },
        body: { importId, leavers: [{ pupilId, keepActive: true }] },
      }),
    );
  }

  /** What the LAS sent first is imported; this leaver stayed active. */
  async imported(keptActive?: string): Promise<void> {
    const { items } = await bodyOf(this.beheerder.GET('/api/schools/{school}/audit', { params: { path: PATH } }));
    if (items.some((entry) => entry.action === 'import-committed')) {
      return;
    }
    await this.allChosen();
    await this.oneAddressTyped();
    if (keptActive) {
      await this.keptActive(keptActive);
    }
    const { version } = await this.summary();
    await bodyOf(
      this.beheerder.POST('/api/schools/{school}/import/confirmation', {
        params: { path: PATH, header: { 'If-Match': `"${version}"` } },
      }),
    );
    await this.product.idle();
    if ((await this.import()).state !== 'committed') {
      throw new Error('the import was not committed');
    }
  }

  async scores(): Promise<Schemas['Score'][]> {
    const { items } = await bodyOf(this.beheerder.GET('/api/schools/{school}/scores', { params: { path: PATH } }));
    return items;
  }

  /** Scores of linked pupils wait for the next night. */
  async scoresReady(): Promise<void> {
    await this.imported();
    if (!(await this.scores()).some(({ state }) => state === 'ready')) {
      await this.product.sitting((await this.product.lasSchool()).groups[3]?.name ?? '');
      await this.product.idle();
    }
  }

  /** The LAS received scores of pupils. */
  async scoresReceived(): Promise<void> {
    await this.imported();
    if ((await this.product.received()).length === 0) {
      await this.product.sitting((await this.product.lasSchool()).groups[3]?.name ?? '');
      await this.product.night();
    }
  }

  private async hasNumbers(): Promise<boolean> {
    const { pupils, groups } = (await this.link()).externalNumbers;
    return pupils + groups > 0;
  }

  private async end(version: number | undefined): Promise<void> {
    await bodyOf(
      this.beheerder.POST('/api/schools/{school}/link/end', {
        params: { path: PATH, header: { 'If-Match': `"${version}"` } },
      }),
    );
    await this.product.idle();
  }

  private async decide(decision: Schemas['Decision']): Promise<void> {
    const request = (await this.link()).request?.id ?? '';
    await bodyOf(
      this.customerService.POST('/api/customer-service/schools/{school}/decision', {
        params: { path: PATH },
        body: { request, ...decision },
      }),
    );
    await this.product.idle();
  }

  private async rows(): Promise<{ importId: string; rows: Row[] }> {
    const rows: Row[] = [];
    let importId = '';
    let cursor: string | undefined;
    do {
      const page = await bodyOf(
        this.beheerder.GET('/api/schools/{school}/import/rows', { params: { path: PATH, query: { cursor } } }),
      );
      importId = page.importId;
      rows.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return { importId, rows };
  }
}

/** Links each row that waits to its certain record, else to its first free proposal, else it is new. */
function decisionsOn(rows: Row[]): Schemas['RowDecision'][] {
  const taken = new Set(rows.map((row) => row.record?.recordId));
  return rows
    .filter((row) => row.category === 'undecided')
    .map(({ rowId, version, certainRecordId, proposals }) => {
      const recordId = [certainRecordId, ...(proposals ?? []).map((match) => match.recordId)].find(
        (id) => id !== undefined && !taken.has(id),
      );
      taken.add(recordId);
      return recordId ? { rowId, version, category: 'existing', recordId } : { rowId, version, category: 'new' };
    });
}

async function bodyOf<T>(call: Promise<Result<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) {
    throw new Error(`${new URL(response.url).pathname} answered ${response.status}: ${JSON.stringify(error)}`);
  }
  return data as T;
}
