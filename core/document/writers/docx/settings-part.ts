import type { Document } from "../../document.ts";
import { escapeAttribute } from "../../to-html.ts";

/**
 * `word/settings.xml`: as a new document of today's Word (mode 15, so that it is not opened in compatibility mode),
 * hyphenated where the body is. Nothing asks for fields to be updated, since Word then puts a question at each opening.
 */
export function settingsPart(document: Document, embedsFonts: boolean): string {
  const hyphenates = document.styles.paragraphs.get("body")?.hyphenate ?? true;
  const word = (name: string, value: string) => `<w:compatSetting w:name="${name}" w:uri="http://schemas.microsoft.com/office/word" w:val="${value}"/>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
    '<w:zoom w:percent="100"/>',
    embedsFonts ? "<w:embedTrueTypeFonts/>" : "",
    '<w:defaultTabStop w:val="720"/>',
    hyphenates ? '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="357"/><w:doNotHyphenateCaps/>' : "",
    '<w:characterSpacingControl w:val="doNotCompress"/>',
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:endnotePr><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>',
    "<w:compat>",
    word("compatibilityMode", "15"),
    word("overrideTableStyleFontSizeAndJustification", "1"),
    word("enableOpenTypeFeatures", "1"),
    word("doNotFlipMirrorIndents", "1"),
    word("differentiateMultirowTableHeaders", "1"),
    "</w:compat>",
    `<w:themeFontLang w:val="${escapeAttribute(document.language)}"/>`,
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>',
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>',
    "</w:settings>",
  ].join("");
}
