// What the opening of a folder tells about its project: by which directories, remote and first commit it goes.
import type { MemoryChange } from '../model/change.ts';
import type { MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';

export function planProject(event: MemoryEvent, memory: MemoryReader): MemoryChange[] {
  if (event.kind !== 'open' || event.data.folder === undefined) return [];
  const facts = event.data.folder;
  const known = memory.projects().find((project) => project.id === event.project);
  const commonDirs = new Set([...(known?.commonDirs ?? []), facts.commonDir]);
  const remote = facts.remote ?? known?.remote;
  const firstCommit = facts.firstCommit ?? known?.firstCommit;
  return [
    {
      op: 'know-project',
      project: {
        id: event.project,
        name: facts.name,
        commonDirs: [...commonDirs].sort(),
        ...(remote === undefined ? {} : { remote }),
        ...(firstCommit === undefined ? {} : { firstCommit }),
      },
    },
  ];
}
