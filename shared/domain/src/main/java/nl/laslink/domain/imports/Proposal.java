package nl.laslink.domain.imports;

import java.util.EnumSet;
import java.util.Set;
import nl.laslink.domain.imports.NameForm.Likeness;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RowKind;

/** An existing record that may be the delivered one, and why. A person decides. Immutable. */
public record Proposal(RecordId record, Set<Reason> reasons) {
    public Proposal {
        reasons = Set.copyOf(reasons);
    }

    /** What there is to name about how much two people's names are alike. */
    static Set<Reason> nameReasons(Likeness surname, Likeness firstName) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        switch (surname) {
            case EQUAL -> reasons.add(Reason.SAME_SURNAME);
            case SAME_INITIAL, SIMILAR -> reasons.add(Reason.SIMILAR_SURNAME);
            case NONE -> {}
        }
        switch (firstName) {
            case EQUAL -> reasons.add(Reason.SAME_FIRST_NAME);
            case SAME_INITIAL -> reasons.add(Reason.SAME_INITIAL);
            case SIMILAR -> reasons.add(Reason.SIMILAR_FIRST_NAME);
            case NONE -> {}
        }
        return reasons;
    }

    boolean hasEqualName() {
        return reasons.contains(Reason.SAME_NAME)
                || reasons.contains(Reason.SAME_SURNAME) && reasons.contains(Reason.SAME_FIRST_NAME);
    }

    /** Whether surname and first name are equal or similar. */
    boolean hasNamesAlike() {
        boolean isSurnameAlike = reasons.contains(Reason.SAME_SURNAME) || reasons.contains(Reason.SIMILAR_SURNAME);
        boolean isFirstNameAlike =
                reasons.contains(Reason.SAME_FIRST_NAME) || reasons.contains(Reason.SIMILAR_FIRST_NAME);
        return reasons.contains(Reason.SAME_NAME) || isSurnameAlike && isFirstNameAlike;
    }

    /**
     * Whether the name is equal and nothing speaks against it: of a pupil also the birth date, or the group where a birth date
     * is missing. Only these may be linked together with others.
     */
    public boolean isExact(RowKind kind) {
        return hasEqualName()
                && (kind != RowKind.PUPIL
                        || reasons.contains(Reason.SAME_BIRTH_DATE)
                        || reasons.contains(Reason.BIRTH_DATE_MISSING) && reasons.contains(Reason.SAME_GROUP));
    }

    /** Whether it rests on something less than an equal name or address; a pupil of that name may have been born on another day. */
    boolean isLookAlike(RowKind kind) {
        boolean isBornOtherwise = kind == RowKind.PUPIL
                && !reasons.contains(Reason.SAME_BIRTH_DATE)
                && !reasons.contains(Reason.BIRTH_DATE_MISSING)
                && !reasons.contains(Reason.SAME_GROUP);
        return !reasons.isEmpty()
                && !reasons.contains(Reason.SAME_IDENTITY)
                && (!hasEqualName() || isBornOtherwise)
                && !reasons.contains(Reason.SAME_EMAIL);
    }

    public enum Reason {
        SAME_SURNAME,
        SIMILAR_SURNAME,
        SAME_FIRST_NAME,
        SIMILAR_FIRST_NAME,
        SAME_INITIAL,
        SAME_NAME,
        SAME_GROUP,
        SAME_YEAR_GROUP,
        SAME_BIRTH_DATE,
        BIRTH_DATE_MISSING,
        SAME_EMAIL,
        /** ECK iD or LAS key is the record's, and other data differ. */
        SAME_IDENTITY
    }
}
