// The page's words come in as the sources have them, in English; they go out in the reader's language. The extension hands
// the translations over in the document, so that they are there before anything else of the page is evaluated.
type Value = string | number;

/** Where and in which words the page is read. */
interface Reader {
  /** Of numbers and dates, a BCP 47 tag; one that is not understood gives way to the browser's own. */
  readonly language: string;
  /** Translations by their English; undefined where the page speaks English, whatever the editor speaks. */
  readonly words: Readonly<Record<string, string>> | undefined;
}

/** What the sources use to say anything; `npm run strings` collects the texts from its calls. */
export function createLocalisedText({ language, words }: Reader) {
  const locale = supportedLocale(language);
  const wordLocale = words === undefined ? 'en' : locale;
  const translations = new Map(Object.entries(words ?? {}));
  const plurals = new Intl.PluralRules(wordLocale);
  const translated = (text: string) => translations.get(text) ?? text;

  const numberText = (value: number, digitsMax = 0) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digitsMax }).format(value);
  const fill = (text: string, values: readonly Value[]) =>
    parts(text).map((part) => (typeof part === 'string' ? part : valueText(values[part], part)));
  const valueText = (value: Value | undefined, place: number) =>
    typeof value === 'number' ? numberText(value) : (value ?? `{${place}}`);

  return {
    /** As `vscode.l10n.t`: the text with `{0}` and so on filled in. Numbers are whole, and written as the language does. */
    t: (text: string, ...values: readonly Value[]): string => fill(translated(text), values).join(''),

    /**
     * A text that depends on how many there are, which is its `{0}`. Where a language has more forms than two, their
     * translations stand beside that of `other`, named by their category: `{0} events|few`.
     */
    tCount: (amount: number, one: string, other: string, ...values: readonly Value[]): string => {
      const category = plurals.select(amount);
      const text =
        category === 'one' ? translated(one) : (translations.get(`${other}|${category}`) ?? translated(other));
      return fill(text, [amount, ...values]).join('');
    },

    /** A text whose places are filled with elements, in the order that the language wants. */
    tNodes: (text: string, ...nodes: readonly Node[]): (Node | string)[] =>
      parts(translated(text)).map((part) => (typeof part === 'string' ? part : (nodes[part] ?? `{${part}}`))),

    /** As the language writes it. @param digitsMax behind the point */
    numberText,

    /** `35 minutes`, `12 ms` */
    unitText: (amount: number, unit: string, unitDisplay: 'long' | 'short' = 'long'): string =>
      new Intl.NumberFormat(wordLocale, { style: 'unit', unit, unitDisplay }).format(amount),
  };
}

/** `Seen {0} times` in three parts, the middle one a number. */
function parts(text: string): (string | number)[] {
  return text.split(/\{(\d+)\}/).map((part, i) => (i % 2 === 1 ? Number(part) : part));
}

/** @param language a BCP 47 tag @returns undefined, for the browser's own, where it is not understood */
export function supportedLocale(language: string): string | undefined {
  // A tag with bad syntax would throw in every formatter; the page would rather show dates its own way.
  const isTag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language);
  return isTag ? Intl.DateTimeFormat.supportedLocalesOf(language)[0] : undefined;
}

/** What the host has put into the document. Outside a page it is read in English. */
function readerOfPage(): Reader {
  if (typeof document === 'undefined') return { language: 'en', words: undefined };
  const { language = '', words } = document.body.dataset;
  return { language, words: words === undefined ? undefined : JSON.parse(words) };
}

export const { t, tCount, tNodes, numberText, unitText } = createLocalisedText(readerOfPage());
