// A node goes in; a button comes out that plays what the node brings to mind, where a recall can begin with it.
import { traceCueSchema } from '../protocol/trace.ts';
import { element } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import { icon } from './icon.ts';
import { t } from './localised-text.ts';

export function playButton(
  { kind, key, label }: { readonly kind: string; readonly key: string; readonly label: string },
  actions: EpisodeActions,
): HTMLElement | undefined {
  const cue = traceCueSchema.safeParse({ by: 'node', kind, key });
  if (!cue.success) return undefined;
  const onClick = () => actions.playRecall(cue.data, label);
  const button = element('button', { class: 'secondary', attributes: { type: 'button' }, onClick }, icon('play'));
  button.append(t('What it brings to mind'));
  return element('p', { class: 'actions' }, button);
}
