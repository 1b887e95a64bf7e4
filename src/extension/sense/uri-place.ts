// An address of the editor comes in, the place that it may be sensed as goes out.
import * as vscode from 'vscode';
import type { DocumentFilter } from './document-filter.ts';
import type { Place } from './observation-draft.ts';

/** @returns undefined for what lies outside the open folders or is kept out */
export function placeOfUri(filter: DocumentFilter, uri: vscode.Uri): Place | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  return filter({ scheme: uri.scheme, fsPath: uri.fsPath, folder });
}
