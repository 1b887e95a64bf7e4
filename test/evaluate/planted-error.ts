// Errors planted in made-up modules: in, a source of chance; out, pairs of a correct and a broken text with what the
// compiler says of the broken one, taught ones first, then the same mistakes elsewhere, then decoys.
import { type Chance, type MadeModule, makeModule, sharedFiles } from './made-module.ts';
import { decoyOperators, findMutations, mutate, taughtOperators } from './mutation-operator.ts';
import { type CompilerError, createTypeCheck, parse, type TypeCheck } from './type-check.ts';

export interface PlantedError {
  readonly operator: string;
  /** The form of the module in which it was planted. */
  readonly form: string;
  readonly path: string;
  readonly correct: string;
  readonly broken: string;
  /** At least one, top to bottom. */
  readonly errors: readonly CompilerError[];
}

export interface PlantedErrors {
  readonly taught: readonly PlantedError[];
  /** Mistakes that were taught, in other modules with other names; `renamed` in a form that was taught, else `varied`. */
  readonly recurrences: readonly (PlantedError & { readonly category: 'renamed' | 'varied' })[];
  /** `same-code` where an error of the same code was taught, `syntax`, else `never-met`. */
  readonly decoys: readonly (PlantedError & { readonly category: 'same-code' | 'never-met' | 'syntax' })[];
  /** Errors that are left in a file when its text is this. */
  readonly check: TypeCheck;
}

const taughtEach = 3;
const recurrencesEach = 6;
const decoysEach = 4;

type Plan = Omit<PlantedError, 'errors'>;

export function plantErrors(chance: Chance): PlantedErrors {
  let made = 0;
  const plant = (operators: typeof taughtOperators, each: number) =>
    Object.keys(operators).flatMap((name) =>
      Array.from({ length: each }, () => planOne(chance, operators, name, made++)),
    );
  const plans = {
    taught: plant(taughtOperators, taughtEach),
    recurrences: plant(taughtOperators, recurrencesEach),
    decoys: plant(decoyOperators, decoysEach),
  };
  const check = createTypeCheck();
  const planted = checkPlans(plans, check);
  const codesOf = (errors: readonly PlantedError[]) => new Set(errors.map((error) => error.errors[0]!.code));
  const taughtCodes = codesOf(planted.taught);
  const taughtBy = new Set(planted.taught.map(({ operator, errors }) => `${operator} ${errors[0]!.code}`));
  const taughtIn = new Set(planted.taught.map(({ operator, form }) => `${operator} ${form}`));
  return {
    taught: planted.taught,
    // The same mistake may show another error elsewhere; one that was never shown cannot be recognised.
    recurrences: planted.recurrences
      .filter(({ operator, errors }) => taughtBy.has(`${operator} ${errors[0]!.code}`))
      .map((error) => ({
        ...error,
        category: taughtIn.has(`${error.operator} ${error.form}`) ? ('renamed' as const) : ('varied' as const),
      })),
    decoys: planted.decoys.map((error) => ({ ...error, category: categoryOf(error, taughtCodes) })),
    check,
  };
}

function categoryOf({ errors }: PlantedError, taughtCodes: ReadonlySet<string>) {
  if (errors.some(({ code }) => /^1\d\d\d$/.test(code))) return 'syntax' as const;
  return taughtCodes.has(errors[0]!.code) ? ('same-code' as const) : ('never-met' as const);
}

/** Not every module has names that the mistake can be made with, so others are made until one has. */
function planOne(chance: Chance, operators: typeof taughtOperators, operator: string, number: number): Plan {
  const { forms } = operators[operator]!;
  for (let attempt = 0; attempt < 50; attempt++) {
    const form = forms[Math.floor(chance() * forms.length)]!;
    const module = makeModule(chance, number, form);
    const plan = planIn(chance, operators, operator, module, form);
    if (plan !== undefined) return plan;
  }
  throw new Error(`No module takes the mistake ${operator}.`);
}

function planIn(
  chance: Chance,
  operators: typeof taughtOperators,
  operator: string,
  { path, text }: MadeModule,
  form: string,
): Plan | undefined {
  const mutations = findMutations(operators[operator]!, parse(path, text));
  const mutation = mutations[Math.floor(chance() * mutations.length)];
  return mutation === undefined ? undefined : { operator, form, path, correct: text, broken: mutate(text, mutation) };
}

/** One program for all correct texts, which must have no error, and one for all broken ones, which must each have one. */
function checkPlans<K extends string>(plans: Record<K, Plan[]>, check: TypeCheck): Record<K, PlantedError[]> {
  const all = Object.values<Plan[]>(plans).flat();
  const filesWith = (text: (plan: Plan) => string) =>
    new Map([...sharedFiles, ...all.map((plan) => [plan.path, text(plan)] as const)]);
  for (const [path, errors] of check(filesWith((plan) => plan.correct))) {
    if (errors.length > 0)
      throw new Error(`A made-up module is wrong: ${path}:${errors[0]!.line} ${errors[0]!.message}`);
  }
  const broken = check(filesWith((plan) => plan.broken));
  const withErrors = (plan: Plan) => ({ ...plan, errors: broken.get(plan.path)!.toSorted((a, b) => a.line - b.line) });
  const entries = Object.entries<Plan[]>(plans).map(([name, list]) => [
    name,
    // Some changes are no error, such as a word that is misspelled into another that fits.
    list.map(withErrors).filter((error) => error.errors.length > 0),
  ]);
  return Object.fromEntries(entries) as Record<K, PlantedError[]>;
}
