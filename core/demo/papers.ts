/** The papers that the example is shown with: file names without folder, and what to ask for. */
export const examplePapers = [
  { fileName: "dagsorden-2027-05-11.pdf", name: "documents.agenda", question: { meeting: "2027-05-11" } },
  { fileName: "dagsorden-2027-05-11.docx", name: "documents.agenda", question: { meeting: "2027-05-11", format: "docx" } },
  { fileName: "dagsorden-2027-05-11.html", name: "documents.agenda", question: { meeting: "2027-05-11", format: "html" } },
  { fileName: "dagsorden-2027-05-11.txt", name: "documents.agenda", question: { meeting: "2027-05-11", format: "txt" } },
  { fileName: "dagsorden-2027-05-11-offentlig.pdf", name: "documents.agenda", question: { meeting: "2027-05-11", variant: "public" } },
  { fileName: "referat-2027-04-06.pdf", name: "documents.minutes", question: { meeting: "2027-04-06" } },
  { fileName: "referat-2027-04-06.docx", name: "documents.minutes", question: { meeting: "2027-04-06", format: "docx" } },
  { fileName: "beslutningsliste-2027-04-06.pdf", name: "documents.decisions", question: { meeting: "2027-04-06" } },
  { fileName: "protokoludskrift-2027-04-27-punkt-3.pdf", name: "documents.extract", question: { meeting: "2027-04-27", number: 3 } },
  { fileName: "protokoludskrift-2027-04-27-punkt-3.docx", name: "documents.extract", question: { meeting: "2027-04-27", number: 3, format: "docx" } },
  { fileName: "arbejdsplan-2027.pdf", name: "documents.workplan", question: { body: "UNS", year: 2027 } },
  { fileName: "arbejdsplan-2027.docx", name: "documents.workplan", question: { body: "UNS", year: 2027, format: "docx" } },
  { fileName: "arbejdsplan-2027-offentlig.pdf", name: "documents.workplan", question: { body: "UNS", year: 2027, variant: "public" } },
] as const;

/** The packets that it is shown with, beside their receipts. */
export const examplePackets = [
  { fileName: "dagsordenspakke-2027-05-11.pdf", question: { meeting: "2027-05-11" } },
  { fileName: "dagsordenspakke-2027-05-11-offentlig.pdf", question: { meeting: "2027-05-11", variant: "public" } },
] as const;
