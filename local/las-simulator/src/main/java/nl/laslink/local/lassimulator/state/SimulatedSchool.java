package nl.laslink.local.lassimulator.state;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.local.lassimulator.school.Edit;
import nl.laslink.local.lassimulator.school.EditRefused;
import nl.laslink.local.lassimulator.school.Edits;
import nl.laslink.local.lassimulator.school.School;
import nl.laslink.local.lassimulator.school.SchoolYear;

/**
 * A school as it stands now: its data, its fault switch and the results it received. Every change is stored before it is
 * visible. Safe for use by several threads.
 */
public final class SimulatedSchool {
    private static final long DROP_MILLIS = 1_000;

    private final Clock clock;
    private final SchoolStorage storage;
    private School school;
    private Received received;
    private FaultSwitch fault = FaultSwitch.NONE;
    private Manner manner = Manner.USUAL;
    private Optional<OwnAnswer> ownAnswer = Optional.empty();
    private Instant lastDelivered = Instant.EPOCH;
    private int waiting;
    private boolean stopped;

    SimulatedSchool(School school, Received received, SchoolStorage storage, Clock clock) {
        this.school = school;
        this.received = received;
        this.storage = storage;
        this.clock = clock;
    }

    /** A full delivery: the data and the moment they were true. */
    public record Delivery(School school, SchoolYear year, Instant at) {}

    /** The school's data now. */
    public synchronized School school() {
        return school;
    }

    /** When the data last changed. */
    public synchronized Instant changedAt() {
        return received.changedAt();
    }

    /** The data for a delivery; remembers its moment, so that a later change is later than that. */
    public synchronized Delivery deliver() {
        Instant now = now();
        lastDelivered = now.isAfter(lastDelivered) ? now : lastDelivered;
        return new Delivery(school, SchoolYear.at(now), now);
    }

    /** Whether who had the data of that moment lacks something; a new school year is a change too. */
    public synchronized boolean changedSince(Instant moment) {
        return received.changedAt().isAfter(moment)
                || moment.isBefore(SchoolYear.at(now()).start());
    }

    /** How the school misbehaves now. */
    public synchronized FaultSwitch fault() {
        return fault;
    }

    /** Changes how the school behaves; messages kept waiting are let go. */
    public synchronized void switchFault(FaultSwitch newFault) {
        fault = newFault;
        notifyAll();
    }

    /** The fixed answer, if one was set. */
    public synchronized Optional<OwnAnswer> ownAnswer() {
        return ownAnswer;
    }

    /** From now on says this, whatever it is asked. */
    public synchronized void say(OwnAnswer answer) {
        ownAnswer = Optional.of(answer);
        switchFault(FaultSwitch.OWN_ANSWER);
    }

    /** How the school speaks now. */
    public synchronized Manner manner() {
        return manner;
    }

    /** Changes how the school speaks; whoever waits for a slow answer is let go. */
    public synchronized void speak(Manner newManner) {
        manner = newManner;
        notifyAll();
    }

    /** Waits for the delay of the school, unless that changes meanwhile. */
    public synchronized void think() throws InterruptedException {
        Manner slow = manner;
        long end = System.nanoTime() + slow.delayMillis() * 1_000_000L;
        long left = slow.delayMillis();
        waiting++;
        try {
            while (left > 0 && manner.equals(slow) && !stopped) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000L;
            }
        } finally {
            waiting--;
        }
    }

    /** Waits while the school gives no answer. */
    public synchronized void awaitAnswer() throws InterruptedException {
        waiting++;
        try {
            while (fault == FaultSwitch.NO_ANSWER && !stopped) {
                wait();
            }
        } finally {
            waiting--;
        }
    }

    /** Waits until the next byte of a dripping answer is due. False when the school drips no more. */
    public synchronized boolean awaitDrop() throws InterruptedException {
        long end = System.nanoTime() + DROP_MILLIS * 1_000_000L;
        long left = DROP_MILLIS;
        while (left > 0 && fault == FaultSwitch.DRIPPING && !stopped) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000L;
        }
        return fault == FaultSwitch.DRIPPING && !stopped;
    }

    /** How many messages are kept waiting now. */
    public synchronized int waiting() {
        return waiting;
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** What was received, in the order of first arrival. */
    public synchronized List<ReceivedResult> results() {
        return List.copyOf(received.results().values());
    }

    /** The aanmaakdatum of the last message with results that was accepted. */
    public synchronized Optional<Instant> lastAccepted() {
        return received.lastAccepted();
    }

    /** Takes the results of one message as a whole, unless its aanmaakdatum is not later than the previous one's. */
    public synchronized boolean accept(Instant messageCreated, List<ReceivedResult> results) {
        if (received.lastAccepted()
                .filter(last -> !messageCreated.isAfter(last))
                .isPresent()) {
            return false;
        }
        Map<String, ReceivedResult> all = new LinkedHashMap<>(received.results());
        for (ReceivedResult result : results) {
            all.merge(result.key(), result, (earlier, later) -> later.replacing(earlier));
        }
        save(school, new Received(received.changedAt(), Optional.of(messageCreated), all));
        return true;
    }

    /** Does an edit, which may look at the school as it is; nothing changes when it is refused. */
    public synchronized void edit(EditOfSchool edit) throws EditRefused {
        School changed = Edits.apply(school, edit.in(school));
        if (!changed.equals(school)) {
            save(changed, received.changedAt(momentOfChange()));
        }
    }

    /** Makes the edit for the school as it is. */
    @FunctionalInterface
    public interface EditOfSchool {
        /** The edit. */
        Edit in(School school) throws EditRefused;
    }

    /** Starts afresh with this data: no results, no fault, the usual manner. */
    synchronized void reset(School fresh) {
        save(fresh, Received.nothing(momentOfChange()));
        switchFault(FaultSwitch.NONE);
        ownAnswer = Optional.empty();
        speak(Manner.USUAL);
    }

    /** Later than any delivery, so that its receiver hears of the change. */
    private Instant momentOfChange() {
        Instant now = now();
        return now.isAfter(lastDelivered) ? now : lastDelivered.plusMillis(1);
    }

    private void save(School newSchool, Received newReceived) {
        storage.save(newSchool, newReceived);
        school = newSchool;
        received = newReceived;
    }

    /** Milliseconds, because that is what the wire carries. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
