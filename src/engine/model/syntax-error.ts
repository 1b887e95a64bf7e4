// Whether an error only says that code is half-typed. Such errors come and go with every keystroke; what made them go
// away is no fix worth remembering.

export interface ReportedError {
  readonly tool: string;
  readonly code: string;
  readonly message: string;
}

/**
 * Codes of TypeScript that are numbered among the syntax errors, 1000 to 1999, yet speak of finished code: modules,
 * `await` at the wrong place, type-only imports, duplicate names in a literal.
 */
const meaningfulSyntaxCodes: ReadonlySet<number> = new Set([
  1103, 1117, 1119, 1192, 1202, 1203, 1205, 1208, 1210, 1218, 1219, 1232, 1254, 1259, 1286, 1287, 1293, 1294, 1295,
  1308, 1320, 1343, 1345, 1361, 1362, 1371, 1375, 1378, 1380, 1432, 1448, 1470, 1471, 1479, 1484, 1485, 1541, 1542,
]);
/** Elements of JSX without their end. */
const unclosedElementCodes: ReadonlySet<number> = new Set([17002, 17008, 17014, 17015]);

const syntaxCodes = /^(?:syntax-?error|invalid-syntax|parse-?error|E999|E0001|E902|css-\w*expected|SyntaxError)$/i;
const syntaxMessages =
  /^(?:\w+: )?(?:syntax ?error|invalid syntax|parsing error|parse error|unexpected (?:token|end of|eof|keyword|character|indent|unindent|closing)|unterminated |unclosed |unmatched |mismatched closing|expected one of |(?:expected )?(?:\S{1,30}|expression|statement|declaration|identifier|property|semi-colon|colon|comma|\w+ name) expected\.?$|expected (?:expression|an? expression|statement|identifier|indented block|comma|colon|['"`].{1,3}['"`])\b|missing (?:closing|semicolon|initializer)|this delimiter might not be properly closed|EOF while|EOL while|.{1,3} was not closed)/i;
const typescriptTools: ReadonlySet<string> = new Set(['ts', 'js', 'tsc', 'typescript', 'javascript', 'ts-plugin']);

/** Whether the error is one of syntax, in whichever language: the code did not parse. */
export function isSyntaxError({ tool, code, message }: ReportedError): boolean {
  if (typescriptTools.has(tool.toLowerCase())) {
    const number = Number(code.replace(/^TS/i, ''));
    if (Number.isInteger(number) && number > 0) return isTypescriptSyntax(number);
  }
  return syntaxCodes.test(code) || syntaxMessages.test(message.trimStart());
}

function isTypescriptSyntax(code: number): boolean {
  return (code >= 1000 && code < 2000 && !meaningfulSyntaxCodes.has(code)) || unclosedElementCodes.has(code);
}
