package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.List;
import nl.laslink.domain.event.EventsAndAudit;

/**
 * Port to the work that only a message can end. The stores of imports and commits record its progress with what they write,
 * and take it out when it ends.
 */
public interface WorkUnderWay {

    /** The work without progress since {@code moment}, oldest first; stuck work is not in it. */
    List<Work> withoutProgressSince(Instant moment);

    /** The work whose message was put again in vain. */
    List<Work> stuck();

    /** Records that the message is put again at {@code now}, with the events and audit entries of that.
     * False when the work moved meanwhile. */
    boolean resume(Work work, int resumed, Instant now, EventsAndAudit eventsAndAudit);

    /** Makes the work stuck: a person must resume it. False when it moved meanwhile. */
    boolean giveUp(Work work);
}
