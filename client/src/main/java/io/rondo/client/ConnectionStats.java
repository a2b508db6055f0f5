package io.rondo.client;

/**
 * What a connection holds and what has passed over it since it was opened. Read while the loop goes
 * on, so the figures may lag a little behind each other.
 *
 * @param queued commands submitted and not written yet
 * @param inFlight commands written and not answered yet
 * @param answered commands that were answered
 * @param flushes how often commands were written to the channel, with one flush for all that were
 *     queued
 * @param wakeUps how often a thread had to wake the loop because of what it submitted
 * @param reads buffers read from the channel
 * @param bytesWritten bytes of commands
 * @param bytesRead bytes of replies
 * @param reconnects how often the connection was lost and opened again
 */
public record ConnectionStats(
    int queued,
    int inFlight,
    long answered,
    long flushes,
    long wakeUps,
    long reads,
    long bytesWritten,
    long bytesRead,
    long reconnects) {}
