import { but, type Fields, keepersAndHead, leaders, office, type Post, posts, sellers, to } from './oracle.ts';

/** What every record has. */
const common = 'id version externalId endedAt';

/** A record whose fields all are for the same people. */
function all(who: readonly Post[], names: string): Fields {
  return to(who, `${common} ${names}`);
}

/** Who answers for money, or works out what it has brought. */
export const money: readonly Post[] = [...keepersAndHead, 'analyst', 'marketer'];
/** Where the house is going: who leads it, and who counts for them. */
export const strategists: readonly Post[] = [...leaders, 'head_of_sales', 'analyst', 'administrator'];
/** How a client or a lead is reached: for who answers for it and those above. */
export const reaches: readonly Post[] = [...leaders, 'head_of_sales', ...sellers];
/** Who knows what things cost: sells, or answers for what is sold. */
export const seesCost = but('marketer', 'service_agent', 'screen');
/** Whoever gives work away, and who counts it. */
const givers: readonly Post[] = [...keepersAndHead, 'analyst'];

const person = 'department employee team';
const notes = 'at client employee';

/** What the house is made of: the walls read what a figure names. */
const house: Readonly<Record<string, Fields>> = {
  Department: { ...all(office, 'head kind tasks'), ...to(posts, 'id name') },
  Position: { ...all(office, 'department duties level'), ...to(posts, 'id name') },
  Team: { ...all(office, 'kind'), ...to(posts, 'id name department') },
  Employee: {
    ...all(office, 'email heads hiredOn leftOn needsStandIn probationUntil standIn superior'),
    ...to(posts, 'id name position team territory'),
  },
  ClientGroupDuty: all(office, 'employee segment territory'),
  AssignmentRule: {
    ...all(office, 'appliesTo employee minimumAmount model name position productLine segment source'),
    ...to(office, 'team territory'),
  },
  HandOverRule: all(office, 'fromTeam toTeam'),
  AssignmentRun: all(givers, 'assigned given leftOver ranAt'),
};

/** Names everybody knows, and what selling goes through. */
const trade: Readonly<Record<string, Fields>> = {
  Territory: all(posts, 'name'),
  Channel: all(posts, 'name'),
  ContactChannel: all(posts, 'name'),
  ProductLine: all(posts, 'name'),
  Segment: all(posts, 'contactEveryDays name'),
  Source: all(posts, 'kind name url'),
  // how far a price goes down says what it costs
  Product: { ...all(posts, 'line name price'), ...to(seesCost, 'cost maxDiscount') },
  Campaign: {
    ...all(posts, 'department endsOn goal kind name owner source startsOn'),
    ...to(money, 'budget'),
  },
  Pipeline: { ...all(office, 'listedLossReasons position'), ...to(posts, 'id name stages') },
  Stage: { ...all(office, 'requiredFields rottingDays strict'), ...to(posts, 'id name pipeline position') },
  LossReason: all(office, 'name'),
  CurrencyRate: all(office, 'currency day rate'),
  Procedure: all(office, 'employee history reviewEveryDays reviewOn reviewedOn stage steps title'),
};

/** What is done all day, and the papers of it. */
const work: Readonly<Record<string, Fields>> = {
  Activity: {
    ...all(office, `at client contact contactChannel deal kind lead ${person}`),
    ...to(office, 'note recordingUrl result talkSeconds'),
  },
  Task: {
    ...all(office, 'assignee author client deal department doneAt dueAt kind lead note priority'),
    ...to(office, 'repeatDay repeatOf repeats repeatsUntil result status team title'),
  },
  Lead: {
    ...all(office, `answerDueAt answerToldAt answerToldBy answeredAt answeredBy arrivedAt campaign client ${person}`),
    ...to(office, 'company conversionSeconds convertedAt deal escalatedAt escalatedTo firstCampaign firstSource'),
    ...to(office, 'name productLine qualifiedAt rejectedAt rejectionNote rejectionReason request responseSeconds'),
    ...to(office, 'segment source status territory'),
    ...to(reaches, 'phone email'),
  },
  Document: {
    ...all(office, `amount client deal dueAt issuedAt kind note number paid payBy paymentStatus ${person}`),
    ...to(office, 'remainder settled url'),
  },
  Payment: all(office, `advance amount at client deal document note ${person}`),
  CompetitorSighting: all(office, 'at client competitor deal department employee note'),
};

/** What clients ask and say. */
const service: Readonly<Record<string, Fields>> = {
  ServiceDeadline: all(office, 'answerWithinMinutes kind priority resolveWithinMinutes'),
  Ticket: {
    ...all(office, `answerDueAt answeredAt arrivedAt client contact contactChannel ${person}`),
    ...to(office, 'history kind number outcome priority product reopenings resolution resolveDueAt resolvedAt'),
    ...to(office, 'responseTime status subject text'),
  },
  Rating: all(office, `${notes} comment product score ticket`),
  NpsAnswer: all(office, `${notes} comment contact score`),
  Feedback: all(office, `${notes} kind product text ticket`),
  Survey: all(office, 'endsOn questions startsOn status title'),
  SurveyInvitee: all(office, 'client contact dueOn employee survey'),
  SurveyAnswer: all(office, `${notes} answers contact npsScore survey`),
};

/** What is spent, what it should bring, and what it may cost. */
const plans: Readonly<Record<string, Fields>> = {
  Spend: all(money, 'amount at campaign day kind note source'),
  SocialMetric: all(office, 'clicks day followers impressions posts reach reactions source'),
  Plan: {
    ...all(office, 'fixed note partOf parts spread versions'),
    ...to(posts, `id endedAt kpi grain month minimum optimal maximum ${person}`),
  },
  PlanVersion: {
    ...all(office, 'changedAt employee kpi maximum maximumBefore minimum minimumBefore note number'),
    ...to(office, 'optimal optimalBefore plan verb'),
  },
  ExpenseCategory: all(money, 'acquisition name'),
  BudgetItem: all(money, 'amount category day department kind note startsAt team'),
  Expense: all(money, `acquisition amount campaign category day note startsAt ${person}`),
};

/** Recognition and careers, which walls show; training; what to say. */
const development: Readonly<Record<string, Fields>> = {
  Award: all(posts, `at givenBy kind reason title ${person}`),
  Thanks: all(posts, `at givenBy words ${person}`),
  StatusLevel: all(posts, 'name rank requirements'),
  CareerStep: all(posts, `day level note position ${person}`),
  Course: all(office, 'description hours kind provider title url'),
  CourseAssignment: all(office, `assignedAt course dueOn finishedAt mentor score startedAt ${person}`),
  Script: all(office, 'line stage tags title words'),
  Objection: all(office, 'line stage tags title words'),
};

const strategy: Readonly<Record<string, Fields>> = {
  SwotItem: all(strategists, 'department quadrant since weight words'),
  Risk: all(strategists, 'counterMeasure impact kind owner probability raisedBy reviewOn signal title'),
  PriorityMarket: all(strategists, 'endsOn goal line owner segment startsOn territory title'),
  PriorityClient: all(strategists, 'client endsOn owner reason'),
  Competitor: all(office, 'name note site strengths weaknesses'),
};

/** Every record of the department and each field of it. A new one is added here by whoever adds it there. */
export const recordFields: Readonly<Record<string, Fields>> = {
  ...{ ...house, ...trade, ...work, ...service, ...plans, ...development, ...strategy },
  Client: {
    ...all(office, 'activeUntil addedAt contacts firstPurchaseAt inn kind lastContactAt lastPurchaseAt lostFrom'),
    ...to(office, 'mergedInto note owner parent segment site source status territory'),
    // who answers for it and those above: the rest of the house does not reach a client past them
    ...to(reaches, 'phone email'),
    // a screen reads names
    ...to(posts, 'id name'),
  },
};
