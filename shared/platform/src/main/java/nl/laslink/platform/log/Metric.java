package nl.laslink.platform.log;

import java.util.Optional;

/**
 * What is counted and measured, under its name in CloudWatch. A metric has at most one dimension, a field of the line that holds
 * one of a few words of ours: never a school. {@code docs/operate.md} says what each means.
 */
public enum Metric {
    REQUESTS("Requests", Unit.COUNT),
    APPROVALS("Approvals", Unit.COUNT),
    REJECTIONS("Rejections", Unit.COUNT),
    IMPORTS("Imports", Unit.COUNT),
    ROWS_HELD("RowsHeld", Unit.COUNT),
    COMMITS("Commits", Unit.COUNT),
    SCORES_ACCEPTED("ScoresAccepted", Unit.COUNT),
    SCORES_REFUSED("ScoresRefused", Unit.COUNT),
    SCORES_HELD_BACK("ScoresHeldBack", Unit.COUNT),
    SCHOOLS_PLANNED("SchoolsPlanned", Unit.COUNT),
    CONTACTS("Contacts", Unit.COUNT, "outcome"),
    /** A contact without an answer is +1 and any other -1, so that its sum tells a LAS type most of whose contacts fail. */
    LAS_AWAY("LasAway", Unit.COUNT, "las"),
    DELIVERIES("Deliveries", Unit.COUNT, "outcome"),
    LAS_TIME("LasTime", Unit.MILLISECONDS, "operation"),
    LAS_BYTES("LasBytes", Unit.BYTES, "operation"),
    OLDEST_DUE_SCORE("OldestDueScore", Unit.SECONDS),
    CUSTOMER_SERVICE_UNREACHED("CustomerServiceUnreached", Unit.COUNT),
    FAILURES("Failures", Unit.COUNT, "function");

    /** The words that CloudWatch knows. */
    public enum Unit {
        COUNT("Count"),
        MILLISECONDS("Milliseconds"),
        SECONDS("Seconds"),
        BYTES("Bytes");

        private final String word;

        Unit(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final String title;
    private final Unit unit;
    private final Optional<String> dimension;

    Metric(String title, Unit unit) {
        this(title, unit, Optional.empty());
    }

    Metric(String title, Unit unit, String dimension) {
        this(title, unit, Optional.of(dimension));
    }

    Metric(String title, Unit unit, Optional<String> dimension) {
        this.title = title;
        this.unit = unit;
        this.dimension = dimension;
    }

    public String title() {
        return title;
    }

    public Unit unit() {
        return unit;
    }

    /** The field of the line that tells apart; none when the number stands for all of laslink. */
    public Optional<String> dimension() {
        return dimension;
    }
}
