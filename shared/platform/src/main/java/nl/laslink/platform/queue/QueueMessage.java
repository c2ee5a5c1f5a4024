package nl.laslink.platform.queue;

/** One message of an SQS batch, as Lambda hands it over. */
public record QueueMessage(String id, String body) {}
