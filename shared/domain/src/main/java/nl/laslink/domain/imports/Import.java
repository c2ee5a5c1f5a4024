package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;

/** The one import of a school through its life; {@code version} rises by one with each write and starts at 1. */
public sealed interface Import {

    Header header();

    long version();

    /** This import while rows may be decided and confirmed: it is open, and its personal data may still be used. */
    default Optional<Open> openAt(Instant now) {
        return this instanceof Open open && !header().isExpiredAt(now) ? Optional.of(open) : Optional.empty();
    }

    /** The pupils whose ECK iD or LAS key is still doubted; an abort does not end the doubt. */
    default Set<RecordId> doubtedPupils() {
        return switch (this) {
            case Open _, Committing _, Aborted _ -> header().doubted();
            case Committed _ -> Set.of();
        };
    }

    /**
     * What is equal in every stage. Personal data of an import may not be used after {@code expiresAt}; {@code keptActive} are
     * the pupils whom a person keeps active although the LAS does not send them; {@code decided} is the last choice since
     * the last contact; {@code listedAsLeft} are the pupils whom the LAS still sends, as having left; {@code doubted} are the
     * pupils whose ECK iD or LAS key came with another person, as {@link DoubtedIdentities} finds them, and
     * {@code notImported} those whom {@link NotImported} names; {@code partly} is what a commit did of this import while some
     * of its rows came back;
     * {@code correlation} is that of the last contact; the review and the commit keep it;
     * {@code approval} is what a person said of a hold, and {@code leaversApproved} of a hold of leavers.
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
            Set<RecordId> keptActive,
            Optional<Decided> decided,
            Set<RecordId> listedAsLeft,
            Set<RecordId> doubted,
            Set<RecordId> notImported,
            Optional<PartlyCommitted> partly,
            CorrelationId correlation,
            Optional<ImportHold.Approval> approval,
            Optional<LeaverHold.Approval> leaversApproved) {
        public Header {
            warnings = List.copyOf(warnings);
            keptActive = Set.copyOf(keptActive);
            listedAsLeft = Set.copyOf(listedAsLeft);
            doubted = Set.copyOf(doubted);
            notImported = Set.copyOf(notImported);
        }

        /** Without an approved hold. */
        public Header(
                SchoolId school,
                ImportId id,
                LasTypeCode las,
                SchoolYear schoolYear,
                Instant stagedAt,
                Instant expiresAt,
                Counts delivered,
                List<Delivery.Warning> warnings,
                Set<RecordId> keptActive,
                Optional<Decided> decided,
                Set<RecordId> listedAsLeft,
                Set<RecordId> doubted,
                Set<RecordId> notImported,
                Optional<PartlyCommitted> partly,
                CorrelationId correlation) {
            this(
                    school,
                    id,
                    las,
                    schoolYear,
                    stagedAt,
                    expiresAt,
                    delivered,
                    warnings,
                    keptActive,
                    decided,
                    listedAsLeft,
                    doubted,
                    notImported,
                    partly,
                    correlation,
                    Optional.empty(),
                    Optional.empty());
        }

        /** A new one of a contact, without decisions. */
        public Header(
                SchoolId school,
                ImportId id,
                LasTypeCode las,
                SchoolYear schoolYear,
                Instant stagedAt,
                Instant expiresAt,
                Counts delivered,
                List<Delivery.Warning> warnings) {
            this(
                    school,
                    id,
                    las,
                    schoolYear,
                    stagedAt,
                    expiresAt,
                    delivered,
                    warnings,
                    Set.of(),
                    Optional.empty(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    chainOf(id));
        }

        public Header keepingActive(Set<RecordId> pupils) {
            return with(pupils, decided, listedAsLeft, doubted, notImported, partly, correlation, approval);
        }

        public Header decided(Actor by, Instant at) {
            Optional<Decided> last = Optional.of(new Decided(by, at));
            return with(keptActive, last, listedAsLeft, doubted, notImported, partly, correlation, approval);
        }

        public Header listingAsLeft(Set<RecordId> pupils) {
            return with(keptActive, decided, pupils, doubted, notImported, partly, correlation, approval);
        }

        public Header doubting(Set<RecordId> pupils) {
            return with(keptActive, decided, listedAsLeft, pupils, notImported, partly, correlation, approval);
        }

        public Header notImporting(Set<RecordId> pupils) {
            return with(keptActive, decided, listedAsLeft, doubted, pupils, partly, correlation, approval);
        }

        public Header inChain(CorrelationId contact) {
            return with(keptActive, decided, listedAsLeft, doubted, notImported, partly, contact, approval);
        }

        public Header partlyCommitted(PartlyCommitted part) {
            return with(
                    keptActive, decided, listedAsLeft, doubted, notImported, Optional.of(part), correlation, approval);
        }

        public Header approving(Optional<ImportHold.Approval> hold) {
            return with(keptActive, decided, listedAsLeft, doubted, notImported, partly, correlation, hold);
        }

        public Header approvingLeavers(Optional<LeaverHold.Approval> leaving) {
            return new Header(
                    school,
                    id,
                    las,
                    schoolYear,
                    stagedAt,
                    expiresAt,
                    delivered,
                    warnings,
                    keptActive,
                    decided,
                    listedAsLeft,
                    doubted,
                    notImported,
                    partly,
                    correlation,
                    approval,
                    leaving);
        }

        /** Of an import that was stored without one. */
        public static CorrelationId chainOf(ImportId id) {
            return new CorrelationId(id.value());
        }

        private Header with(
                Set<RecordId> nowKept,
                Optional<Decided> last,
                Set<RecordId> nowLeft,
                Set<RecordId> nowDoubted,
                Set<RecordId> nowNotImported,
                Optional<PartlyCommitted> part,
                CorrelationId chain,
                Optional<ImportHold.Approval> hold) {
            return new Header(
                    school,
                    id,
                    las,
                    schoolYear,
                    stagedAt,
                    expiresAt,
                    delivered,
                    warnings,
                    nowKept,
                    last,
                    nowLeft,
                    nowDoubted,
                    nowNotImported,
                    part,
                    chain,
                    hold,
                    leaversApproved);
        }

        /** The number of pupils without usable identity; they cannot be distinguished from leavers. */
        public int pupilsLeftOut() {
            return warnings.stream()
                    .filter(w -> w.kind() == Delivery.Kind.PUPIL_LEFT_OUT)
                    .mapToInt(Delivery.Warning::count)
                    .sum();
        }

        public boolean isExpiredAt(Instant now) {
            return !now.isBefore(expiresAt);
        }
    }

    /** Who chose something in the review, and when. */
    record Decided(Actor by, Instant at) {}

    /** What a commit did, and the rows that came back because their records changed after the press. */
    record PartlyCommitted(Receipt receipt, Set<RowId> back) {
        public PartlyCommitted {
            back = Set.copyOf(back);
        }
    }

    record Counts(int groups, int teachers, int pupils) {}

    /** Rows wait to be decided. {@code reviewAgain}: a commit found the school changed, did nothing, and the rows wait again. */
    record Open(Header header, boolean reviewAgain, long version) implements Import {}

    /** Confirmed by a person; the plan is stored under {@code commit}. */
    record Committing(Header header, CommitId commit, Actor by, Instant at, long version) implements Import {}

    record Committed(Header header, CommitId commit, Receipt receipt, long version) implements Import {}

    record Aborted(Header header, Actor by, Instant at, long version) implements Import {}

    /**
     * What a commit did; {@code skipped} are the rows of which somebody chose that they are not imported, {@code cameBack} those
     * that were not imported because their records changed after the press.
     */
    record Receipt(
            Instant at,
            Actor by,
            AddedChanged groups,
            AddedChanged teachers,
            AddedChanged pupils,
            int deactivated,
            int teachersLeftOut,
            Counts skipped,
            Counts cameBack) {
        private static final Counts NONE = new Counts(0, 0, 0);

        /** Of a commit from which nothing came back. */
        public Receipt(
                Instant at,
                Actor by,
                AddedChanged groups,
                AddedChanged teachers,
                AddedChanged pupils,
                int deactivated,
                int teachersLeftOut,
                Counts skipped) {
            this(at, by, groups, teachers, pupils, deactivated, teachersLeftOut, skipped, NONE);
        }

        /** Of a commit without choices of a person. */
        public Receipt(
                Instant at,
                Actor by,
                AddedChanged groups,
                AddedChanged teachers,
                AddedChanged pupils,
                int deactivated,
                int teachersLeftOut) {
            this(at, by, groups, teachers, pupils, deactivated, teachersLeftOut, NONE, NONE);
        }
    }

    record AddedChanged(int added, int changed) {}
}
