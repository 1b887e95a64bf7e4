// The editor starts agents' hooks with the environment of this process: what they may do and where the memory is comes
// in, variables go out. They are read by `src/hook`.
import type { Settings } from '../settings.ts';

/** @param directory the memory directory */
export function prepareHooks(directory: string, settings: Settings, isPaused: boolean): void {
  const isOn = settings.mode !== 'off' && !isPaused;
  process.env.SN_NODE = process.execPath;
  process.env.SN_MEMORY = directory;
  process.env.SN_SENSE = isOn && settings.sensors.agents ? '1' : '0';
  process.env.SN_TELL = isOn && settings.primeAgents ? '1' : '0';
  process.env.SN_EXCLUDE = JSON.stringify(settings.excludeGlobs);
}
