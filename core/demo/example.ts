import { committee, council, executive } from "./bodies.ts";
import { cases } from "./cases.ts";
import type { ExampleWorkspace } from "./example-types.ts";
import { images } from "./images.ts";
import { meetings } from "./meetings.ts";
import { workPlan2027 } from "./work-plan.ts";

/**
 * What `forelaeg demo` puts into a new workspace: a committee of the invented Region Fjordland with a held and a
 * coming meeting, and the executive and council meetings that one of its cases went through in between.
 */
export const example: ExampleWorkspace = {
  bodies: [committee, executive, council],
  cases,
  meetings,
  referrals: [
    {
      case: "coverage-plan",
      from: { body: "committee", date: "2027-04-06", series: "item", number: 3 },
      to: { body: "executive", date: "2027-04-20", series: "item", number: 2 },
      toBody: "executive",
      plannedDate: "2027-04-20",
    },
    {
      case: "coverage-plan",
      from: { body: "executive", date: "2027-04-20", series: "item", number: 2 },
      to: { body: "council", date: "2027-04-27", series: "item", number: 3 },
      toBody: "council",
      plannedDate: "2027-04-27",
    },
    {
      case: "coverage-plan",
      from: { body: "council", date: "2027-04-27", series: "item", number: 3 },
      to: { body: "committee", date: "2027-05-11", series: "item", number: 3 },
      toBody: "committee",
      plannedDate: "2027-05-11",
    },
    {
      case: "user-survey",
      from: { body: "committee", date: "2027-04-06", series: "item", number: 7 },
      to: { body: "committee", date: "2027-05-11", series: "item", number: 12 },
      toBody: "committee",
      plannedDate: "2027-05-11",
    },
    {
      case: "health-house",
      from: { body: "committee", date: "2027-05-11", series: "item", number: 4 },
      to: null,
      toBody: "executive",
      plannedDate: "2027-05-25",
    },
  ],
  plans: [workPlan2027],
  images,
};
