package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.link.Actor;
import nl.laslink.domain.link.LasTypeCode;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;

/** The one import of a school through its life; {@code version} rises by one with each write and starts at 1. */
public sealed interface Import {

    Header header();

    long version();

    /**
     * What is equal in every stage. Personal data of an import may not be used after {@code expiresAt}; {@code keptActive} are
     * the pupils whom a person keeps active although the LAS does not send them.
     */
    record Header(
            SchoolId school,
            ImportId id,
            LasTypeCode las,
            SchoolYear schoolYear,
            Instant stagedAt,
            Instant expiresAt,
            Counts delivered,
            List<Delivery.Warning> warnings,
            Set<RecordId> keptActive) {
        public Header {
            warnings = List.copyOf(warnings);
            keptActive = Set.copyOf(keptActive);
        }

        /** As a contact begins one: nobody decided anything yet. */
        public Header(
                SchoolId school,
                ImportId id,
                LasTypeCode las,
                SchoolYear schoolYear,
                Instant stagedAt,
                Instant expiresAt,
                Counts delivered,
                List<Delivery.Warning> warnings) {
            this(school, id, las, schoolYear, stagedAt, expiresAt, delivered, warnings, Set.of());
        }

        public Header keepingActive(Set<RecordId> pupils) {
            return new Header(school, id, las, schoolYear, stagedAt, expiresAt, delivered, warnings, pupils);
        }

        public boolean isExpiredAt(Instant now) {
            return !now.isBefore(expiresAt);
        }
    }

    record Counts(int groups, int teachers, int pupils) {}

    /** Rows wait to be decided. {@code reviewAgain}: a commit found the school changed, did nothing, and the rows wait again. */
    record Open(Header header, boolean reviewAgain, long version) implements Import {}

    /** Somebody pressed; the plan is stored under {@code commit}. */
    record Committing(Header header, CommitId commit, Actor by, Instant at, long version) implements Import {}

    record Committed(Header header, CommitId commit, Receipt receipt, long version) implements Import {}

    record Aborted(Header header, Actor by, Instant at, long version) implements Import {}

    /** What a commit did. */
    record Receipt(
            Instant at,
            Actor by,
            AddedChanged groups,
            AddedChanged teachers,
            AddedChanged pupils,
            int deactivated,
            int teachersLeftOut) {}

    record AddedChanged(int added, int changed) {}
}
