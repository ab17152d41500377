package io.wattpack.api.report.replay;

/** Hears how far a replay is. */
public interface ReplayProgress {
  ReplayProgress NONE =
      new ReplayProgress() {
        @Override
        public void preparing(String policy) {}

        @Override
        public void playing(String policy, int arrivals, int of) {}
      };

  /** The policy is made ready, which can take a while if it learns. */
  void preparing(String policy);

  /** So many arrivals of the present pass are behind. */
  void playing(String policy, int arrivals, int of);
}
