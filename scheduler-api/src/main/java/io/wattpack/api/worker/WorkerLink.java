package io.wattpack.api.worker;

import io.wattpack.core.model.ReplicaId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A worker's link to the hub's data plane. */
public interface WorkerLink {
  /** Leases the next chunk for a READY replica; empty: no work for it now. */
  CompletableFuture<Optional<LeasedChunk>> lease(ReplicaId replica);

  /** Prolongs a lease; false: it is dead, drop the chunk. */
  CompletableFuture<Boolean> renew(String leaseToken);

  /** Settles lines of the leased chunk; completes when they are on disk. */
  CompletableFuture<CommitResult> commit(String leaseToken, List<LineAnswer> answers);

  /** Gives the chunk's unsettled lines back at once. */
  CompletableFuture<Void> release(String leaseToken);
}
