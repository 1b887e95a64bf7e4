// The real TypeScript compiler over files that exist in memory alone: in, files; out, their errors as an editor shows
// them, messages flattened as the language server flattens them.
import ts from 'typescript';

export interface CompilerError {
  readonly code: string;
  readonly message: string;
  /** Starts at 1. */
  readonly line: number;
}

export type TypeCheck = (files: ReadonlyMap<string, string>) => Map<string, CompilerError[]>;

const options: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  noImplicitReturns: true,
  types: [],
};

/** Parses the standard library once; each check is one program of all the files given. */
export function createTypeCheck(): TypeCheck {
  const parsed = new Map<string, ts.SourceFile | undefined>();
  const disk = ts.createCompilerHost(options);
  return (files) => {
    const own = new Map([...files].map(([path, text]) => [path, parse(path, text)]));
    const host: ts.CompilerHost = {
      ...disk,
      fileExists: (path) => own.has(path) || disk.fileExists(path),
      readFile: (path) => files.get(path) ?? disk.readFile(path),
      directoryExists: () => true,
      getSourceFile(path, version) {
        const mine = own.get(path);
        if (mine !== undefined) return mine;
        if (!parsed.has(path)) parsed.set(path, disk.getSourceFile(path, version));
        return parsed.get(path);
      },
    };
    const program = ts.createProgram({ rootNames: [...files.keys()], options, host });
    const errorsOf = (source: ts.SourceFile) =>
      [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(toError);
    return new Map([...own].map(([path, source]) => [path, errorsOf(source)]));
  };
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

function toError({ code, messageText, file, start }: ts.Diagnostic): CompilerError {
  const line = file === undefined ? 1 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
  return { code: String(code), message: ts.flattenDiagnosticMessageText(messageText, '\n'), line };
}
