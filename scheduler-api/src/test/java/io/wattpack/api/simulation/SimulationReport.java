package io.wattpack.api.simulation;

import java.util.Map;

/**
 * What one run went through.
 *
 * @param crashes survived deaths of the process, by place
 * @param settledChecks steps after which nothing was left to do, so that reasons and sheds were
 *     checked
 * @param sheds replicas and miners ordered off because a limit fell
 * @param nodesLost times that a node went down
 * @param work what was placed beside plain replicas
 * @param fleetDrains fleet edits that gave up what was in use
 * @param plansDecidedAgain recorded plans that an engine which never died came to as well
 * @param recoveriesCompared recoveries whose state was held against one that lived
 * @param blobLosses times that a crash took unsynced bytes or names
 * @param trace equal for two runs exactly if the same happened
 */
record SimulationReport(
    long seed,
    Map<CrashPoint, Integer> crashes,
    long virtualSeconds,
    long steps,
    long settledChecks,
    long sheds,
    long breaches,
    long batches,
    long lines,
    long linesRefused,
    long tasks,
    long messagesLost,
    long messagesDoubled,
    long messagesLate,
    long replicasDied,
    long nodesLost,
    PlacedWork work,
    long fleetDrains,
    long modelFailures,
    long spiesRefused,
    long plansDecidedAgain,
    long recoveriesCompared,
    long blobLosses,
    String trace) {
  long deaths() {
    return crashes.values().stream().mapToLong(Integer::longValue).sum();
  }

  @Override
  public String toString() {
    return """
        seed %d: %d crashes at %d places in %d virtual seconds; %d steps (%d of them settled), %d sheds, %d breaches; \
        %d batches with %d good and %d bad lines, %d tasks; messages lost %d, doubled %d, late %d; \
        replicas died %d, nodes lost %d, %s, fleet drains %d, model failures %d, spies refused %d; %d plans decided again, \
        %d recoveries compared, unsynced things lost %d; trace %s"""
        .formatted(
            seed,
            deaths(),
            crashes.size(),
            virtualSeconds,
            steps,
            settledChecks,
            sheds,
            breaches,
            batches,
            lines,
            linesRefused,
            tasks,
            messagesLost,
            messagesDoubled,
            messagesLate,
            replicasDied,
            nodesLost,
            work,
            fleetDrains,
            modelFailures,
            spiesRefused,
            plansDecidedAgain,
            recoveriesCompared,
            blobLosses,
            trace);
  }
}
