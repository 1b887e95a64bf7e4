// A memory that the explorer page wants forgotten comes in; what would go, and the receipt once it is gone, go out as
// lines to read.
import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { ToPage } from '../../protocol/explorer-page.ts';
import {
  forgetMethod,
  forgetPreviewMethod,
  forgetPreviewResult,
  forgetResult,
  type WireSelector,
} from '../../protocol/forget.ts';
import { upkeepProgressMethod, upkeepProgressParams } from '../../protocol/upkeep.ts';
import { editorText } from './editor-text.ts';
import { describePreview, describeReceipt, isClean } from './forget-wording.ts';
import type { MemoryClient } from './memory-client.ts';
import { placeOf } from './remembered-file.ts';

interface Asked {
  readonly request: number;
  readonly subject: string;
}

export async function previewForgetting(
  { request, subject }: Asked,
  folder: vscode.WorkspaceFolder,
  memory: MemoryClient,
): Promise<ToPage> {
  const params = { folder: folder.uri.fsPath, selector: await selectorOf(subject, folder) };
  const reply = await memory.request(forgetPreviewMethod, params, forgetPreviewResult);
  if (!reply.ok) return { type: 'failed', request, message: reply.message };
  const isEmpty = reply.value.events === 0;
  const lines = isEmpty ? [] : describePreview(reply.value, editorText());
  return { type: 'forgetPreview', request, lines, isEmpty };
}

/** @param post is given how far it is, while it goes on */
export async function forgetForPage(
  { request, subject }: Asked,
  folder: vscode.WorkspaceFolder,
  memory: MemoryClient,
  post: (message: ToPage) => void,
): Promise<ToPage> {
  const token = randomUUID();
  const heard = memory.onNotification(upkeepProgressMethod, upkeepProgressParams, (progress) => {
    if (progress.token === token) post({ type: 'progress', request, progress });
  });
  try {
    const params = { folder: folder.uri.fsPath, selector: await selectorOf(subject, folder), token };
    const reply = await memory.request(forgetMethod, params, forgetResult);
    if (!reply.ok) return { type: 'failed', request, message: reply.message };
    return {
      type: 'forgotten',
      request,
      lines: describeReceipt(reply.value, editorText()),
      isClean: isClean(reply.value.scan),
    };
  } finally {
    heard.dispose();
  }
}

/** A file stands for all that happened in it, anything else for itself. */
async function selectorOf(subject: string, folder: vscode.WorkspaceFolder): Promise<WireSelector> {
  const file = 'file:';
  if (!subject.startsWith(file)) return { by: 'memory', id: subject };
  return { by: 'place', path: (await placeOf(subject.slice(file.length), folder.uri)).fsPath };
}
