package io.wattpack.core.power.curtail;

/**
 * One load that gives watts.
 *
 * @param load number of the running load; for {@link ActionKind#MINER_STEPS} of the miner group
 * @param to steps that run on; or watts of each device at its plug: its new cap, or what it draws
 *     then
 * @param freedPerDevice watts that each device frees at the domain where it hangs; of a miner group
 *     all its watts
 * @param freed watts of all its devices
 * @param millis from the order until they are gone
 * @param cost value lost over the fall, in millionths of the unit of {@link CurtailKind#weight}
 */
public record CurtailAction(
    ActionKind kind, int load, int to, int freedPerDevice, long freed, long millis, long cost) {}
