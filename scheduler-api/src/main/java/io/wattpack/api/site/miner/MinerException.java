package io.wattpack.api.site.miner;

/** A machine that did not do or say what it was asked. Names machine, command and what came. */
public final class MinerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final MinerFault fault;

  MinerException(MinerAddress machine, String command, MinerFault fault, String what) {
    super(
        "The miner %s, asked for %s, %s.\nMaybe %s."
            .formatted(machine, command, what, fault.advice()));
    this.fault = fault;
  }

  public MinerFault fault() {
    return fault;
  }
}
