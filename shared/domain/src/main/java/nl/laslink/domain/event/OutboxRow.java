package nl.laslink.domain.event;

import java.time.Instant;

/** An event that waits to be published: its own id, its name, and its JSON with ids and counts only. Immutable. */
public record OutboxRow(String id, String detailType, String detail, Instant createdAt) {}
