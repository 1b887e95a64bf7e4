// What the machine runs on, as far as it tells.

/** `unknown` where there is no battery, or none that can be asked. */
export type PowerSource = 'mains' | 'battery' | 'unknown';

/** One supply as the system tells of it; what it does not say is absent. */
export interface PowerSupply {
  /** Such as `Mains`, `USB` or `Battery`. */
  readonly type?: string;
  /** `1` where it gives power. */
  readonly online?: string;
  /** Of a battery, such as `Charging`, `Discharging`, `Not charging` or `Full`. */
  readonly status?: string;
  /** `Device` where it supplies something beside the machine, such as a mouse. */
  readonly scope?: string;
}

/** Never rejects. Costs a few small files, or a process of some milliseconds. */
export type ReadPower = () => Promise<PowerSource>;
