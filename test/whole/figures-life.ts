import { sql } from '../../server/src/lib/sql.ts';
import type { Data } from '../world/graphql-client.ts';
import type { Named, Pipeline } from '../world/nouns.ts';
import { Desk, type Home, type Made, type Stint } from './figures-desk.ts';

/** Somebody who does a bit of everything, in one team and then in another. */
export class Worker extends Desk {
  #teams: (Named & { department: Named })[] = [];
  #homes: Home[] = [];
  #products: Named[] = [];
  #pipeline!: Pipeline;
  #contactChannel!: Made;
  #campaign!: Named;
  #channel!: Named;
  #survey!: Made;
  #category!: Made;
  #course!: Made;

  async settle(): Promise<void> {
    const world = this.world;
    for (const name of ['Северный', 'Южный']) {
      const department = await world.department(name);
      this.#teams.push({ ...(await world.team(name, { department })), department });
    }
    this.employee = await world.employee('Мария', { team: this.#teams[0] as Named });
    for (const name of ['Ключевые', 'Прочие']) {
      const [segment, territory] = [await world.segment(name), await world.territory(name)];
      this.#homes.push({ segmentId: segment.id, territoryId: territory.id });
      const seen = await this.seen('segment', segment.id);
      await this.does('amendSegment', { ...seen, contactEveryDays: 1 });
    }
    const line = await world.productLine('Кухни');
    this.#products = [
      await world.product('Кухня', { line, price: 100_00, cost: 61_00 }),
      await world.product('Доставка', { price: 15_50 }),
    ];
    const source = await world.source('Выставка');
    this.#campaign = await world.campaign('Выставка', { source });
    this.#channel = await world.channel('Салон');
    this.#contactChannel = await this.does('addContactChannel', { name: 'Телефон' });
    const questions = [{ text: 'Посоветуете?', kind: 'NPS' }];
    this.#survey = await this.does('addSurvey', { title: 'Кухни', questions });
    await this.does('publishSurvey', { id: this.#survey.id });
    this.#category = await this.does('addExpenseCategory', { name: 'Выезды', acquisition: true });
    this.#course = await this.does('addCourse', { title: 'Замеры', kind: 'COURSE' });
    await this.#plans();
  }

  /** Goes to the other team. */
  async move(): Promise<void> {
    const team = this.#teams[this.stints.length % 2];
    await this.does('amendEmployee', { ...(await this.seen('employee', this.employee.id)), teamId: team?.id });
  }

  /** One of everything, for a client that comes with it. */
  async work(turn: number): Promise<void> {
    await this.#begin(turn);
    const employeeId = this.employee.id;
    const { id: clientId } = await this.does('addClient', {
      name: `Заказчик ${turn}`,
      ownerId: employeeId,
      ...this.home,
    });
    await this.#touch(clientId, turn);
    // the client is counted elsewhere from now on, and so is what is done for it
    this.home = this.#homes[1] as Home;
    await this.does('amendClient', { clientId, version: 1, ...this.home });
    await this.#touch(clientId, turn);
    await this.#lead(turn);
    const task = await this.does('addTask', {
      title: 'Позвонить',
      assigneeId: employeeId,
      clientId,
      dueAt: this.soon(30),
    });
    await this.does('addTask', { title: 'Написать', assigneeId: employeeId, clientId, dueAt: this.soon(20) });
    await this.does('completeTask', { id: task.id });
    await this.#sell(turn, clientId);
    await this.#serve(turn, clientId);
    const day = new Date(this.world.clock.now().getTime()).toISOString().slice(0, 10);
    const spent = { categoryId: this.#category.id, day, amount: 70.5 + turn };
    await this.does('addExpense', { ...spent, employeeId, campaignId: this.#campaign.id });
    await this.does('addBudgetItem', { ...spent, kind: 'ONE_OFF', amount: 100, teamId: this.#teams[0]?.id });
    await this.does('recordSpend', { campaignId: this.#campaign.id, day, amount: 40.25 });
    const course = await this.does('assignCourse', { employeeId, courseId: this.#course.id });
    if (turn < 2) await this.does('finishCourse', { id: course.id, score: 80 });
  }

  async #touch(clientId: string, turn: number): Promise<void> {
    const about = { employeeId: this.employee.id, clientId, contactChannelId: this.#contactChannel.id };
    for (const kind of ['CALL_IN', 'CALL_OUT', 'MEETING', 'EMAIL', 'MESSAGE', 'PRESENTATION']) {
      const talkSeconds = kind.startsWith('CALL') ? 90 + turn : undefined;
      await this.does('logActivity', { kind, ...about, talkSeconds });
    }
  }

  /** Notes where she is now, whoever put her there; and sells in a pipeline that nobody has changed yet. */
  async #begin(turn: number): Promise<void> {
    const [at] = await this.world.database.owner.query<Stint>(sql`/* where-now */
      select t.id as team, t.department_id as department from employee e join team t on t.id = e.team_id where e.id = ${this.employee.id}`);
    if (!at) throw new Error('she is in no team');
    this.stints.push(at);
    this.home = this.#homes[0] as Home;
    this.#pipeline = await this.world.pipeline(['Заявка', 'Замер', 'Договор'], `Кухни ${turn}`);
    await this.does('addClient', { name: `Забытый ${turn}`, ownerId: this.employee.id, ...this.home });
    const steps = [{ title: 'Адрес' }, { title: 'План' }];
    await this.does('addProcedure', { title: 'Замер', stageId: this.#pipeline.stages[1]?.id, steps });
  }

  async #lead(turn: number): Promise<void> {
    const about = { campaignId: this.#campaign.id, employeeId: this.employee.id };
    const [good, bad] = [
      await this.does('addLead', { name: `Гость ${turn}`, ...about }),
      await this.does('addLead', { name: `Прохожий ${turn}`, ...about }),
    ];
    await this.does('addLead', { name: `Забытый ${turn}`, ...about });
    this.world.clock.advance({ minutes: 25 });
    await this.does('answerLead', { id: good.id, employeeId: this.employee.id });
    await this.does('qualifyLead', { id: good.id });
    await this.does('rejectLead', { id: bad.id, reason: 'SPAM' });
    this.world.clock.advance({ minutes: 70 });
    await this.does('convertLead', {
      id: good.id,
      pipelineId: this.#pipeline.id,
      amount: 500 + turn,
      ownerId: this.employee.id,
    });
  }

  async #sell(turn: number, clientId: string): Promise<void> {
    const [kitchen, delivery] = this.#products.map(({ id }) => id);
    const lines = [
      { productId: kitchen, quantity: 2 + turn, discount: 0.1 },
      { productId: delivery, quantity: 3 },
    ];
    const [first, second] = this.#pipeline.stages.map(({ id }) => id);
    const open = (more: Data) =>
      this.does('openDeal', {
        clientId,
        ownerId: this.employee.id,
        stageId: first,
        channelId: this.#channel.id,
        campaignId: this.#campaign.id,
        ...more,
      });
    const deals = [
      await open({ lines }),
      await open({ lines }),
      await open({ amount: 333.33 }),
      await open({}),
      await open({ lines }),
    ];
    const [won, again, lost, , waiting] = deals.map(({ id }) => id);
    const turns = async (verb: string, dealId: string | undefined, more: Data = {}) =>
      this.does(verb, { dealId, version: (await this.seen('deal', String(dealId))).version, ...more });
    await this.does('logActivity', { kind: 'CALL_OUT', dealId: won, employeeId: this.employee.id, at: this.soon(-60) });
    for (const deal of [won, again, waiting]) await turns('moveDeal', deal, { stageId: second });
    for (const stepId of ['1', '2']) await this.does('checkItem', { dealId: won, stepId, done: true });
    this.world.clock.advance({ minutes: 45 });
    for (const deal of [won, again]) await turns('winDeal', deal);
    await turns('loseDeal', lost, { reason: 'Дорого' });
    await turns('amendDeal', won, { lines: [{ productId: kitchen, quantity: 1 }, ...lines] });
    if (turn % 2 === 0) await turns('reopenDeal', again);
    await this.#papers(String(won));
  }

  async #papers(dealId: string): Promise<void> {
    const about = { dealId, employeeId: this.employee.id };
    const invoice = await this.does('addDocument', { kind: 'INVOICE', ...about, amount: 250, dueAt: this.soon(40) });
    await this.does('addDocument', { kind: 'CONTRACT', ...about, dueAt: this.soon(10) });
    const second = await this.does('addDocument', { kind: 'INVOICE', ...about, amount: 90, dueAt: this.soon(50) });
    for (const { id } of [invoice, second]) await this.does('issueDocument', { id });
    await this.does('addPayment', { documentId: invoice.id, amount: 100 });
    const back = await this.does('addPayment', { documentId: invoice.id, amount: 60 });
    await this.does('endPayment', { id: back.id });
    this.world.clock.advance({ minutes: 5 });
    await this.does('cancelDocument', { id: second.id });
  }

  async #serve(turn: number, clientId: string): Promise<void> {
    const about = { clientId, employeeId: this.employee.id };
    const asked = { ...about, subject: 'Дверца', productId: this.#products[0]?.id };
    const tickets = [
      await this.does('openTicket', { kind: 'REQUEST', ...asked }),
      await this.does('openTicket', { kind: 'COMPLAINT', ...asked }),
    ];
    this.world.clock.advance({ minutes: 35 });
    for (const { id } of tickets) {
      await this.does('answerTicket', { id });
      await this.does('resolveTicket', { id, resolution: 'SOLVED' });
    }
    await this.does('reopenTicket', { id: tickets[1]?.id, reason: 'Снова' });
    for (const score of [5, 3]) await this.does('rateService', { ...about, score, ticketId: tickets[0]?.id });
    for (const score of [10, 9, 7, turn]) await this.does('addNpsAnswer', { ...about, score });
    await this.does('addSurveyAnswer', { ...about, surveyId: this.#survey.id, answers: [{ question: 1, score: 9 }] });
  }

  async #plans(): Promise<void> {
    const [team] = this.#teams;
    for (const whose of [
      {},
      { employeeId: this.employee.id },
      { teamId: team?.id },
      { departmentId: team?.department.id },
    ])
      for (const from of ['2026-03-01', '2026-04-01', '2026-05-01'])
        await this.does('setPlan', {
          kpi: 'revenue',
          grain: 'MONTH',
          from,
          minimum: 100,
          optimal: 900,
          maximum: 3000,
          ...whose,
        });
  }
}
