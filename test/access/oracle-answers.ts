import { but, type Fields, keepersAndHead, leaders, office, type Post, people, posts, sellers, to } from './oracle.ts';
import { money, reaches, strategists } from './oracle-records.ts';

/** Whoever adds clients is told of those that are there already. */
const addsClients: readonly Post[] = [...keepersAndHead, 'assistant', ...sellers];
/** Whoever gives work away, and who counts it. */
const givers: readonly Post[] = [...keepersAndHead, 'analyst'];
/** A scheme, but what it pays by the month: known also to those who lead. */
const schemes: readonly Post[] = people;
const theDirector: readonly Post[] = ['director'];

const orgNode = 'headId id kind level name needsStandIn parentId position probationUntil rowId standInId superiorId';

/** Parts of records: whoever reads the record reads them. */
const parts: Readonly<Record<string, Fields>> = {
  // a screen reads some of a deal, and these hang on fields of it that are not among them
  ...{ NextStep: to(posts, 'dueAt text'), SuggestedStep: to(posts, 'missing open stage') },
  ChecklistItem: to(posts, 'at by description done dueAt required responsible stepId title'),
  DealFact: to(posts, 'actor at changed id kind origin recordedAt secondsInStage stage'),
  AssignmentGiven: to(givers, 'employeeId kind ruleId subjectId'),
  ProcedureStep: to(office, 'code description required responsible title withinDays'),
  ProcedureVersion: to(office, 'actor at changed note steps title verb version'),
  TicketTurn: to(office, 'at kind note resolution'),
  // a page of tickets
  OverdueTicket: to(office, 'totalCount'),
  SurveyQuestion: to(office, 'kind options required text'),
  SurveyAnswerItem: to(office, 'choice question score text'),
};

/** What is worked out of records when it is asked for. */
const answers: Readonly<Record<string, Fields>> = {
  OrgChart: to(office, 'departments nodes people teams vacancies'),
  ...{ OrgNode: to(office, orgNode), OrgTeam: to(office, `${orgNode} people`) },
  OrgDepartment: to(office, `${orgNode} people teams vacancies`),
  OrgPerson: to(office, `${orgNode} subordinates`),
  AssignmentProposal: to(givers, 'employee kind name rule ruleNumber subjectId'),
  ClientEvent: to(office, 'actor at deal id kind noun nounId recordedAt'),
  SimilarClients: to(addsClients, 'clients hidden'),
  DuplicateClients: to(office, 'by clients totalCount'),
  RevealedClient: to(reaches, 'client email leftToday phone'),
  LossesForReason: to(office, 'amount deals reason words'),
  // how many wait is a figure, and on walls
  LeadsWaiting: to(posts, 'longestSince overdue waiting'),
  EmployeeDay: to(office, 'activities date deals employee leadsToAnswer meetings tasksDone tasksDue tasksOverdue'),
  SurveyResults: to(office, 'answered invited questions survey'),
  SurveyQuestionResults: to(office, 'answers kind mean nps number shares text'),
  SurveyShare: to(office, 'answer count'),
  CampaignResult: to(money, 'cac campaign cpl id leads newClients opened qualified revenue romi spend won'),
  FoundScript: to(office, 'id objection script'),
  ...{ PlanCheck: to(office, 'nodes'), LevelSums: to(office, 'maximum minimum optimal') },
  PlanCheckNode: to(office, 'department difference employee id months monthsDifference parentId parts plan team'),
  PlanSpreading: to(office, 'fellBack history parts used'),
  PlanSpreadPart: to(office, 'fixed maximum minimum month optimal'),
  CoefficientPoints: to(posts, 'maximum minimum optimal'),
  BudgetReport: to(money, 'period rows total'),
  BudgetReportRow: to(money, 'campaigns category department difference execution fact id plan'),
  HeadCount: {
    ...to([...leaders, ...givers], 'absence department have mean measured measuredMonths median months needed'),
    ...to([...leaders, ...givers], 'people period planned toHire'),
  },
  HeadCountPerson: to([...leaders, ...givers], 'employee months perMonth value'),
  RiskSignal: to(strategists, 'client employee id kind risk threshold value'),
  CompetitorResult: to(strategists, 'competitor id lost met open winRate won'),
};

/** What people are paid. Whose it is decides (oracle-record-rows.ts): all of it the director, everybody their own, nobody anybody else's. */
const pay: Readonly<Record<string, Fields>> = {
  Pay: to(people, 'closedAt employee lines month scheme total'),
  PayAssignment: to(people, 'employee id madeAt month salary scheme'),
  PayLine: {
    ...to(people, 'aboutMonth amount base bonus coefficient correction deals entries figures formula kind'),
    ...to(people, 'percent productLine salary tier title'),
  },
  PayEntry: to(people, 'amount base deal entryId productLine'),
  PayDeal: to(people, 'amount base deal dealId productLine'),
  PayFigure: to(people, 'coefficient kpi plan value weight'),
  ...{ PayLevels: to(people, 'maximum minimum optimal'), PayCorrectionPart: to(people, 'now was') },
  ...{ PaySalaryPart: to(people, 'monthly workedDays workingDays'), PayBonusPart: to(people, 'for prize times') },
  ...{ PayTier: to(people, 'from progressive reached to') },
  PayCoefficientPart: to(people, 'maximum minimum of optimal value'),
  PayScheme: to(people, 'endedAt id name version versions'),
  PaySchemeVersion: {
    ...to(people, 'bonus coefficient id madeAt month number sales'),
    // to whom it is not paid, and who does not decide it, the percentages suffice
    ...to(but('screen', 'integration', 'deputy', 'head_of_sales'), 'salary'),
  },
  ...{ PaySales: to(schemes, 'base lines on progressive tiers'), PaySalesTier: to(schemes, 'from percent') },
  ...{ PaySalesLine: to(schemes, 'percent productLine'), PayBonus: to(schemes, 'exceed kpi reach') },
  ...{ PayPrize: to(schemes, 'amount percentOfSalary'), PayExceed: to(schemes, 'per prize') },
  ...{ PayCoefficient: to(schemes, 'kpis maximum minimum of optimal'), PayWeight: to(schemes, 'kpi weight') },
  // whether a month is closed is no secret
  PayMonth: to(people, 'closings month status'),
  PayClosing: to(people, 'closedAt closedBy department id'),
  // what a period would have come to: for whoever decides on schemes
  PaySimulation: to(theDirector, 'actual difference people simulated'),
  PaySimulated: to(theDirector, 'actual employee months simulated'),
  PaySimulatedMonth: to(theDirector, 'actual month paid simulated'),
};

/** Everything the API answers with that is no record. */
export const answerFields: Readonly<Record<string, Fields>> = { ...parts, ...answers, ...pay };
