import { XmlComponent } from "docx";

/** An XML element that the docx library has no class of its own for. */
export class Element extends XmlComponent {
  constructor(name: string, attributes: Readonly<Record<string, string | number>> = {}, children: readonly (XmlComponent | string)[] = []) {
    super(name);
    this.root.push({ _attr: attributes }, ...children);
  }
}
