import { roles } from '../access/roles.ts';
import { type NounRules, own, ownDepartment } from '../access/rules.ts';
import { raw, sql } from '../lib/sql.ts';
import type { AnyRecord } from '../records/define-record.ts';
import { commonRules, keepers, leaders, office } from '../records/record-rules.ts';
import type { Registered } from '../records/registered.ts';
import { awardNoun } from './awards/award.ts';
import { thanksNoun } from './awards/thanks.ts';
import { careerStepNoun } from './careers/career-step.ts';
import { statusLevelNoun } from './careers/status-level.ts';
import { courseNoun } from './courses/course.ts';
import { courseAssignmentNoun } from './courses/course-assignment.ts';
import { finishCourse } from './courses/finish-course.ts';
import { reopenCourse } from './courses/reopen-course.ts';
import { startCourse } from './courses/start-course.ts';
import { objectionNoun, scriptNoun } from './scripts/script.ts';

const head = 'head_of_sales';

function rowsOf(record: AnyRecord, owner: string, department: string): NounRules['rows'] {
  return {
    table: record.table,
    attributes: {
      ownerId: (row, id) => sql`${row}.${raw(owner)} is not distinct from ${id}::bigint`,
      departmentId: (row, id) => sql`${row}.${raw(department)} = ${id}::bigint`,
    },
  };
}

function verbsOf({ verbNames }: AnyRecord): string[] {
  return Object.values(verbNames).filter((verb) => verb !== null);
}

/** Honours are given above, by a head of sales within the department; everybody sees them, walls too. */
function honourRules(record: AnyRecord): NounRules {
  return {
    subject: record.name,
    rows: rowsOf(record, 'employee_id', 'department_id'),
    rules: [
      { who: roles, may: ['read'] },
      { who: [...leaders, 'administrator'], may: verbsOf(record) },
      { who: [head], may: verbsOf(record), which: ownDepartment },
    ],
  };
}

/** Everybody may thank; it is taken back by whoever said it, or above. */
const thanksRules: NounRules = {
  subject: 'Thanks',
  rows: rowsOf(thanksNoun, 'given_by_id', 'department_id'),
  rules: [
    { who: roles, may: ['read'] },
    { who: [...leaders, 'administrator'], may: ['thank', 'takeBackThanks'] },
    {
      who: office.filter((role) => ![...leaders, 'administrator', 'integration'].includes(role)),
      may: ['thank', 'takeBackThanks'],
      which: own,
    },
  ],
};

/** Training is assigned above and within the department; everybody says themselves how far they are, and sees how far all are. */
const assignmentRules: NounRules = {
  subject: 'CourseAssignment',
  rows: rowsOf(courseAssignmentNoun, 'employee_id', 'department_id'),
  rules: [
    { who: office, may: ['read'] },
    { who: keepers, may: [...verbsOf(courseAssignmentNoun), 'startCourse', 'finishCourse', 'reopenCourse'] },
    {
      who: [head],
      may: [...verbsOf(courseAssignmentNoun), 'startCourse', 'finishCourse', 'reopenCourse'],
      which: ownDepartment,
    },
    {
      who: [head, 'manager', 'representative', 'assistant', 'analyst', 'marketer', 'service_agent'],
      may: ['startCourse', 'finishCourse'],
      which: own,
    },
  ],
};

/** What the house knows is written by those who lead it. */
const knowledge = { change: [...keepers, head] } as const;

/** Recognition, careers, training, and what to say. */
export const developmentRecords: readonly Registered[] = [
  { record: awardNoun, rules: honourRules(awardNoun) },
  { record: thanksNoun, rules: thanksRules },
  { record: statusLevelNoun, rules: commonRules(statusLevelNoun, { read: roles, change: keepers }) },
  { record: careerStepNoun, rules: honourRules(careerStepNoun) },
  { record: courseNoun, rules: commonRules(courseNoun, knowledge) },
  { record: courseAssignmentNoun, rules: assignmentRules, verbs: [startCourse, finishCourse, reopenCourse] },
  { record: scriptNoun, rules: commonRules(scriptNoun, knowledge) },
  { record: objectionNoun, rules: commonRules(objectionNoun, knowledge) },
];

/** Found scripts say nothing by themselves but what was found. */
export const foundScriptRules: NounRules = { subject: 'FoundScript', rules: [{ who: office, may: ['read'] }] };
