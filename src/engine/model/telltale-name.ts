// Names that belong to languages and their libraries: the same in every project, so they tell errors and lines apart.

/**
 * Names that say what kind of thing is at fault, and so belong to the error rather than to the place. Others are the
 * project's own and vary.
 */
export const telltaleNames: ReadonlySet<string> = new Set(
  (
    'string number bigint boolean symbol object null undefined void any unknown never true false this super ' +
    'String Number BigInt Boolean Symbol Object Function Array ReadonlyArray Tuple Promise PromiseLike Awaited Map Set ' +
    'WeakMap WeakSet Record Partial Required Readonly Pick Omit Exclude Extract NonNullable Parameters ReturnType Date ' +
    'RegExp Error TypeError JSON Iterable Iterator AsyncIterable Generator AsyncGenerator ArrayBuffer Buffer Uint8Array ' +
    'Element HTMLElement Event Response Request URL Timeout keyof typeof readonly extends infer await async return ' +
    'import export require default const let var function class interface type enum ' +
    'str int float bool bytes list dict tuple set None True False NoneType self Optional Union List Dict Callable ' +
    'Option Some Result Ok Err Vec Box Rc Arc RefCell Mutex HashMap Copy Clone Send Sync Debug Display usize isize ' +
    'u8 u16 u32 u64 i8 i16 i32 i64 f32 f64 char nil error byte rune int32 int64 uint float64 chan struct func map'
  ).split(' '),
);
