package io.wattpack.api.simulation;

import io.wattpack.api.journal.CommitPoint;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import java.util.Random;

/**
 * Draws what happens next. Often it is what brings the service to the place where it is to die, so
 * that no place is left out by chance.
 */
final class Turns {
  private static final int OPEN_ORDERS_MAX = 10;

  private final Random random;
  private final CrashPlan crashes;
  private final Customers customers;
  private final Operators operators;
  private final Sites sites;
  private final Spy spy;

  Turns(
      Random random,
      CrashPlan crashes,
      Customers customers,
      Operators operators,
      Sites sites,
      Spy spy) {
    this.random = random;
    this.crashes = crashes;
    this.customers = customers;
    this.operators = operators;
    this.sites = sites;
    this.spy = spy;
  }

  /**
   * @param fleet in force
   * @param wanted the one applied last
   */
  void take(ServiceProcess service, Fleet fleet, Fleet wanted, EpochMillis now) {
    if (random.nextBoolean()) {
      steer(service, fleet, now);
    }
    int draw = random.nextInt(120);
    if (draw < 70) {
      customer(draw);
    } else if (draw < 82) {
      if (!fleet.powerDomains().isEmpty()) {
        operators.changeLimit(service, fleet, now);
      }
    } else if (draw < 86) {
      operators.clearLimits(service, fleet);
    } else if (draw < 90) {
      if (!wanted.nodes().isEmpty()) {
        operators.editFleet(service, wanted);
      }
    } else if (draw < 92) {
      sites.blackOutOne();
    } else if (draw < 100) {
      spy.look();
    } else if (!fleet.nodes().isEmpty()) {
      place(draw, service, fleet, now);
    }
  }

  private void place(int draw, ServiceProcess service, Fleet fleet, EpochMillis now) {
    if (draw < 105) {
      sites.loseNode(fleet);
    } else if (draw < 108) {
      sites.regainNodes();
    } else if (draw < 114) {
      operators.changeClosure(service, fleet, now);
    } else if (draw < 118) {
      operators.openAll(service, service.engine().status().placement().closures());
    } else {
      operators.choosePolicy(service);
    }
  }

  private void customer(int draw) {
    if (draw < 12) {
      customers.upload(true);
    } else if (draw < 15) {
      customers.upload(false);
    } else if (draw < 42) {
      order();
    } else if (draw < 46) {
      customers.cancelBatch();
    } else if (draw < 48) {
      customers.deleteFile();
    } else if (draw < 49) {
      customers.sweep();
    } else if (draw < 62) {
      customers.submitTasks();
    } else if (draw < 66) {
      customers.cancelTask();
    } else if (draw < 68) {
      customers.createKey();
    }
  }

  private void order() {
    boolean isValid = random.nextInt(10) > 0;
    if (customers.ordersInWork() < OPEN_ORDERS_MAX && !customers.order(isValid)) {
      customers.upload(isValid);
    }
  }

  private void steer(ServiceProcess service, Fleet fleet, EpochMillis now) {
    if (aimsAt(CommitPoint.FILE_CREATED)
        || isAimedAt(List.of(CrashPoint.UNSYNCED, CrashPoint.SYNCED, CrashPoint.RENAMED))) {
      customers.upload(true);
    } else if (aimsAt(CommitPoint.FILE_DELETED) || crashes.isAimedAt(CrashPoint.DELETED)) {
      customers.deleteFile();
    } else if (aimsAt(CommitPoint.BATCH_FAILED)) {
      if (!customers.order(false)) {
        customers.upload(false);
      }
    } else if (aimsAt(CommitPoint.TASK_RECORDED)) {
      customers.submitTasks();
    } else if (aimsAt(CommitPoint.POWER_RECORDED)) {
      operators.postPowerEvent(service, fleet, now);
    } else if (aimsAt(CommitPoint.KEY_CREATED)) {
      customers.createKey();
    } else {
      order();
    }
  }

  private boolean aimsAt(CommitPoint point) {
    return isAimedAt(List.of(CrashPoint.before(point), CrashPoint.after(point)));
  }

  private boolean isAimedAt(List<CrashPoint> points) {
    return points.stream().anyMatch(crashes::isAimedAt);
  }
}
