package io.wattpack.core.event;

/**
 * Something that happened. Applying one is total: an event that no longer makes sense (an unknown
 * id, a second start) is a recorded refusal, never an exception.
 */
public sealed interface Event
    permits BatchProgressed,
        CapApplied,
        FleetApplied,
        JobCancelled,
        JobEnded,
        JobSubmitted,
        LimitChanged,
        MinerLimitChanged,
        MinerStarted,
        MinerStopped,
        NodeReadinessChanged,
        PlaceClosed,
        PolicyApplied,
        PowerEventCancelled,
        PowerEventPosted,
        ReplicaLoading,
        ReplicaReady,
        ReplicaStopped,
        TelemetryReported,
        WeatherObserved {}
