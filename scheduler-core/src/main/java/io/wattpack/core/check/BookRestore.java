package io.wattpack.core.check;

import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.model.MinerSteps;
import io.wattpack.core.plan.image.EngineImage;
import io.wattpack.core.plan.image.JobImage;
import io.wattpack.core.plan.image.MinerImage;
import io.wattpack.core.plan.image.ReplicaImage;

/** Fills empty books from an image: what stands is entered without asking whether it may. */
final class BookRestore {
  private final Books books;

  BookRestore(Books books) {
    this.books = books;
  }

  void fill(EngineImage image) {
    if (image.owner() != null) {
      books.replaceFleet(new FleetBook(image.fleet(), image.drain()), image.owner());
    }
    image.limits().forEach(this::limit);
    image.weather().forEach(books.hardware().power::observe);
    image.powerEvents().forEach(books.hardware().power::resume);
    image.closures().forEach(books.hardware().places::close);
    image.nodesGone().forEach(books.hardware().places::lose);
    image.miners().forEach(this::resume);
    image.minerLimits().forEach(books.hardware().minerLimits::resume);
    books.hardware().miners.countUp(image.lastMinerOrder());
    image.jobs().forEach(this::add);
    image.replicas().forEach(this::resume);
    books.countUp(image.lastReplica());
    image.meters().forEach(books.hardware().power::resume);
    image.meters().forEach(books.hardware().power::resumePeak);
    image.rises().forEach(books.hardware().power.paces()::resume);
  }

  private void limit(LimitChanged changed) {
    int domain = books.hardware().fleet.domainOf(changed.domain());
    books.hardware().power.limit(domain, changed.limit(), changed.until());
  }

  private void resume(MinerImage known) {
    long since = known.offSince() == null ? MinerBook.ALWAYS : known.offSince().value();
    MinerSteps steps = known.stepsKnown();
    int miner = books.hardware().fleet.minerOf(known.minerGroup());
    books
        .hardware()
        .resumeMiner(
            miner, new MinerBook.Entry(steps.ordered(), steps.drawn(), steps.order(), since));
  }

  private void add(JobImage known) {
    books.add(known.job());
    KnownJob job = books.job(known.job().id());
    if (job != null) {
      job = job.withFailures(known.failures());
      books.put(known.cancelled() ? job.withCancelled() : job);
    }
  }

  private void resume(ReplicaImage known) {
    if (known.cap() != null) {
      books.hardware().caps.resume(known.start().replica().value(), known.cap());
    }
    books.start(books.arriving(known.start()).in(known.state()));
  }
}
