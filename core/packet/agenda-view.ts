/**
 * What the templates see. These types are interface: people edit templates, so the names are Danish, and this is the
 * only place where `title` becomes `titel`. A test writes docs/templates.md from the comments below.
 */

/** Dagsorden, referat og udskrift af en sag. */
export interface AgendaView {
  /** Dokumentets navn: Dagsorden, Referat, Protokoludskrift. */
  readonly dokument: string;
  /** Dokumentets titel med organ og dato, til filens egenskaber. */
  readonly titel: string;
  /** Mærke på hver side af interne papirer, hvor noget ikke er åbent; ellers tom. */
  readonly mærke: string;
  /** Det organ, papiret er for. */
  readonly udvalg: BodyView;
  /** Mødet. */
  readonly møde: MeetingView;
  /** Medlemmer på mødets dato. */
  readonly medlemmer: readonly MemberView[];
  /** Stedfortrædere på mødets dato. */
  readonly suppleanter: readonly MemberView[];
  /** Fremmødet, som det er ført; tomt i en dagsorden. */
  readonly fremmøde: AttendanceView;
  /** Punkterne i rækkefølge. */
  readonly punkter: readonly ItemView[];
  /** Meddelelserne, med egne numre fra 1. */
  readonly meddelelser: readonly ItemView[];
}

/** Det organ, der holder mødet. */
export interface BodyView {
  /** Fuldt navn. */
  readonly navn: string;
  /** Navnet i ejefald. */
  readonly ejefald: string;
  /** Navnet i løbende tekst, med lille begyndelsesbogstav. */
  readonly løbende: string;
  /** Forkortelse, eller tom. */
  readonly forkortelse: string;
}

/** Mødet. */
export interface MeetingView {
  /** 29. august 2027 */
  readonly dato: string;
  /** tirsdag den 29. august 2027 */
  readonly dag: string;
  /** 29-08-2027 */
  readonly kortdato: string;
  /** Klokkeslæt (16.00), eller tom. */
  readonly tid: string;
  /** Sted, eller tom. */
  readonly sted: string;
}

/** Et medlem eller en stedfortræder. */
export interface MemberView {
  /** Navn. */
  readonly navn: string;
  /** Partibogstav, eller tom. */
  readonly parti: string;
  /** formand, næstformand …, eller tom. */
  readonly rolle: string;
  /** Navn med parti i parentes: Anna Aagaard (A) */
  readonly visning: string;
}

/** Fremmødet til mødet; hvert felt er navne med parti, ordnet efter parti. */
export interface AttendanceView {
  /** Om der er ført fremmøde. */
  readonly ført: boolean;
  /** De tilstedeværende, navn og parti. */
  readonly tilstede: readonly string[];
  /** De fraværende, navn og parti. */
  readonly fraværende: readonly string[];
  /** De stedfortrædere, der deltog, navn og parti. */
  readonly stedfortrædere: readonly string[];
}

/** Et punkt eller en meddelelse. */
export interface ItemView {
  /** Det trykte nummer. */
  readonly nummer: number;
  /** Sagstypen, som den trykkes: Beslutningssag; tom, hvor den ikke trykkes. */
  readonly slags: string;
  /** Sagens titel uden sagstype. */
  readonly titel: string;
  /** Sagstype og titel: Beslutningssag: Ny aftale om …; i den offentlige udgave pakkens tekst for et lukket punkt. */
  readonly overskrift: string;
  /** Punktets anker i dokumentet, til links. */
  readonly anker: string;
  /** Om punktet er lukket (vises kun i interne papirer). */
  readonly lukket: boolean;
  /** Om punktet er åbent; er det hverken åbent eller lukket, er det ikke oplyst. */
  readonly åbent: boolean;
  /** Hjemlen for at lukke punktet, eller tom. */
  readonly hjemmel: string;
  /** Afsnittene i skabelonpakkens rækkefølge; tomme er med, hvor pakken trykker deres overskrift. */
  readonly afsnit: readonly SectionView[];
}

/** Et afsnit i en sag. */
export interface SectionView {
  /** Afsnittets nøgle i skabelonpakken: recommendation, presentation … */
  readonly nøgle: string;
  /** Overskriften, som den trykkes. */
  readonly overskrift: string;
  /** Teksten med formatering; sættes med {{rigtekst tekst}}. Tom for et tomt afsnit. */
  readonly tekst: string;
  /** Beslutninger i afsnittet, ældste først. */
  readonly beslutninger: readonly DecisionView[];
  /** Linjer, der ikke er skrevet som tekst: direktørpåtegning, journalnummer. */
  readonly linjer: readonly string[];
  /** Bilagsfortegnelsen i lister med fortløbende numre; et lukket bilag giver en ny liste. */
  readonly bilagslister: readonly AttachmentListView[];
}

/** En beslutning. */
export interface DecisionView {
  /** Forretningsudvalgets beslutning den 6. juni 2027: */
  readonly overskrift: string;
  /** Beslutningens ord med formatering; sættes med {{linje ordlyd}}. */
  readonly ordlyd: string;
  /** Nummererede bemærkninger; hver sættes med {{linje this}}. */
  readonly bemærkninger: readonly string[];
  /** Drøftelsen; sættes med {{rigtekst drøftelse}}. */
  readonly drøftelse: string;
  /** Afstemningen i en sætning, eller tom. */
  readonly afstemning: string;
  /** Mindretalsudtalelser og protokoltilførsler. */
  readonly mindretal: readonly DissentView[];
  /** Hvem der ikke deltog, i en sætning, eller tom. */
  readonly fravær: string;
  /** Stedfortrædere, i en sætning, eller tom. */
  readonly stedfortrædere: string;
}

/** En mindretalsudtalelse. */
export interface DissentView {
  /** Hvem der udtaler sig. */
  readonly hvem: string;
  /** Sættes med {{linje udtalelse}}. */
  readonly udtalelse: string;
}

/** Bilag med fortløbende numre. */
export interface AttachmentListView {
  /** Det første bilags nummer. */
  readonly fra: number;
  /** Bilagene. */
  readonly bilag: readonly AttachmentView[];
}

/** Et bilag på fortegnelsen. */
export interface AttachmentView {
  /** Det trykte nummer. */
  readonly nummer: number;
  /** Titlen. */
  readonly titel: string;
  /** Bilagets anker i en dagsordenspakke, til links; tom i et papir for sig. */
  readonly anker: string;
  /** Om bilaget er lukket (vises kun i interne papirer). */
  readonly lukket: boolean;
}
