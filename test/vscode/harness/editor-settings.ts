// Settings that make an editor fit for tests: it types what it is told, shows nothing that was not asked for, and
// does not reach for the network. A test's own settings come on top.
import type { ColorTheme } from './workbench.ts';

const themes: Record<ColorTheme, string> = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

const typesWhatItIsTold = {
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoClosingDelete': 'never',
  'editor.autoSurround': 'never',
  'editor.autoIndent': 'none',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'editor.wordBasedSuggestions': 'off',
  'editor.parameterHints.enabled': false,
  'editor.inlineSuggest.enabled': false,
  'editor.linkedEditing': false,
  'files.autoSave': 'off',
};

const keepsQuiet = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'security.workspace.trust.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};

export function editorSettings(
  own: Readonly<Record<string, unknown>> = {},
  colorTheme: ColorTheme = 'dark',
): Record<string, unknown> {
  return { ...typesWhatItIsTold, ...keepsQuiet, 'workbench.colorTheme': themes[colorTheme], ...own };
}
