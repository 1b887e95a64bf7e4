// Texts come in as the sources have them, in English; they go out in the reader's language. The extension speaks so where it
// knows no editor, and the explorer's page everywhere. Pure.
type Value = string | number;

/** Where and in which words it is read. */
export interface Reader {
  /** Of numbers and dates, a BCP 47 tag; one that is not understood gives way to the machine's own. */
  readonly language: string;
  /** Translations by their English; undefined where nothing is translated, whatever the editor speaks. */
  readonly words: Readonly<Record<string, string>> | undefined;
}

export type LocalisedText = ReturnType<typeof createLocalisedText>;

/** What the sources use to say anything; `npm run strings` collects the texts from its calls. */
export function createLocalisedText({ language, words }: Reader) {
  const locale = supportedLocale(language);
  const wordLocale = words === undefined ? 'en' : locale;
  const translations = new Map(Object.entries(words ?? {}));
  const plurals = new Intl.PluralRules(wordLocale);
  const translated = (text: string) => translations.get(text) ?? text;

  const numberText = (value: number, digitsMax = 0, style: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digitsMax, ...style }).format(value);
  const fill = (text: string, values: readonly Value[]) =>
    parts(text).map((part) => (typeof part === 'string' ? part : valueText(values[part], part)));
  const valueText = (value: Value | undefined, place: number) =>
    typeof value === 'number' ? numberText(value) : (value ?? `{${place}}`);

  return {
    /** Of dates and lists that are read beside the words; a tag that `Intl` takes. */
    language: locale ?? 'en',

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

    /** The text in parts, for those that fill its places with something else than text: each place is its number. */
    partsOf: (text: string): (string | number)[] => parts(translated(text)),

    /** As the language writes it. @param digitsMax behind the point */
    numberText,

    /** `42%`, of a share in [0, 1] */
    percentText: (share: number): string => new Intl.NumberFormat(locale, { style: 'percent' }).format(share),

    /** `edits, dwell, or tests` */
    eitherText: (items: readonly string[]): string =>
      new Intl.ListFormat(wordLocale, { type: 'disjunction' }).format(items),

    /** `35 minutes`, `12 ms` */
    unitText: (amount: number, unit: string, unitDisplay: 'long' | 'short' = 'long'): string =>
      new Intl.NumberFormat(wordLocale, { style: 'unit', unit, unitDisplay }).format(amount),
  };
}

/** `Seen {0} times` in three parts, the middle one a number. */
function parts(text: string): (string | number)[] {
  return text.split(/\{(\d+)\}/).map((part, i) => (i % 2 === 1 ? Number(part) : part));
}

/** @param language a BCP 47 tag @returns undefined, for the machine's own, where it is not understood */
export function supportedLocale(language: string): string | undefined {
  // A tag with bad syntax would throw in every formatter; dates are rather shown in another way.
  const isTag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language);
  return isTag ? Intl.DateTimeFormat.supportedLocalesOf(language)[0] : undefined;
}
