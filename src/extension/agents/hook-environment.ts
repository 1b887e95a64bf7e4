// The editor starts agents' hooks with the environment of this process: what they may do and where the memory is comes
// in, variables go out. They are read by `src/hook`.
import { isShowing, type Settings } from '../settings.ts';

/** @param directory the memory directory */
export function prepareHooks(directory: string, settings: Settings, isPaused: boolean): void {
  const isOn = settings.mode !== 'off' && !isPaused;
  process.env.SN_NODE = process.execPath;
  process.env.SN_MEMORY = directory;
  process.env.SN_SENSE = isOn && settings.sensors.agents ? '1' : '0';
  // Whoever only wants to be observed is told nothing unasked, and neither are their agents.
  process.env.SN_TELL = isOn && isShowing(settings) && settings.primeAgents ? '1' : '0';
  process.env.SN_EXCLUDE = JSON.stringify(settings.excludeGlobs);
}
