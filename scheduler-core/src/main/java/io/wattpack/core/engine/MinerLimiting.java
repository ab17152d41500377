package io.wattpack.core.engine;

import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.state.State;

/** Orders off the steps of miner groups that run above what their operator lets run. */
final class MinerLimiting {
  private static final Reason WHY = Reason.of(ReasonCode.OPERATOR_LIMIT);

  private final State state;
  private final PlanDraft draft;

  MinerLimiting(State state, PlanDraft draft) {
    this.state = state;
    this.draft = draft;
  }

  void run() {
    for (int miner : state.minerLimits().miners()) {
      int most = state.minerLimits().stepsMax(miner, state.now());
      if (state.miners().ordered(miner) > most) {
        long order = state.lastMinerOrder() + 1;
        draft.carryOut(
            Bundle.of(new MinerOff(state.topology().miner(miner).id(), most, order, WHY)));
      }
    }
  }
}
