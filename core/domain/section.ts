/** A section (afsnit) of an agenda item: a key that the template pack knows, and rich text. */
export interface Section {
  /** English key from the pack: `background`, `recommendation`, `presentation` … */
  readonly key: string;
  /** Canonical HTML of the small vocabulary (core/rich-text); empty string for an empty section. */
  readonly html: string;
}
