package nl.laslink.requestlink;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.link.LasForm;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.school.Brin;
import nl.laslink.domain.school.Dependance;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.Secret;

/** Reads what was typed in the form of a link: the checked values, or what is wrong with each field. */
final class LinkForm {
    static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");

    private final LasTypes types;
    private final Clock clock;

    LinkForm(LasTypes types, Clock clock) {
        this.types = types;
        this.clock = clock;
    }

    /** The form as it was typed; absent fields are empty, but for a school key, which may also be emptied. */
    record Typed(
            String type,
            String brin,
            String dependance,
            String schoolYear,
            String authorisationKey,
            Optional<String> schoolKey) {
        Typed keeping(Optional<String> standingSchoolKey) {
            return new Typed(
                    type, brin, dependance, schoolYear, authorisationKey, schoolKey.or(() -> standingSchoolKey));
        }
    }

    /** {@code code} names the text for the person. */
    record FieldError(String field, String code) {}

    sealed interface Read {
        /** {@code key} is none when a change leaves it as it is, and where laslink has its own. */
        record Checked(LasType type, SchoolYear schoolYear, Optional<Secret> key, Optional<String> schoolKey)
                implements Read {}

        record Wrong(List<FieldError> errors) implements Read {}
    }

    Read request(SchoolId school, Typed typed) {
        List<FieldError> errors = new ArrayList<>();
        if (!Brin.isValid(typed.brin())) {
            errors.add(new FieldError("brin", "brin-form"));
        } else if (!typed.brin().equals(school.brin().value())) {
            errors.add(new FieldError("brin", "brin-other-school"));
        }
        if (!typed.dependance().isEmpty() && !Dependance.isValid(typed.dependance())) {
            errors.add(new FieldError("dependance", "dependance-form"));
        } else if (!dependance(typed).equals(school.dependance())) {
            errors.add(new FieldError("dependance", "dependance-other-school"));
        }
        Optional<LasType> type = type(typed.type());
        if (type.isEmpty()) {
            errors.add(new FieldError("type", typed.type().isEmpty() ? "type-empty" : "type-unknown"));
        }
        if (typed.authorisationKey().isBlank() && type.filter(t -> !t.asksKey()).isEmpty()) {
            errors.add(new FieldError("authorisationKey", "key-empty"));
        }
        return checked(type, typed, errors);
    }

    /** A change may repeat what is fixed, but not differ from it; a key or school key that it does not name stays. */
    Read change(SchoolId school, LasType type, Typed typed, LinkFields stands) {
        List<FieldError> errors = new ArrayList<>();
        fixed("type", typed.type(), type.code().value()).ifPresent(errors::add);
        fixed("brin", typed.brin(), school.brin().value()).ifPresent(errors::add);
        fixed("dependance", typed.dependance(), school.dependance().value()).ifPresent(errors::add);
        return checked(Optional.of(type), typed.keeping(stands.schoolKey()), errors);
    }

    private static Optional<FieldError> fixed(String field, String typed, String stands) {
        return typed.isEmpty() || typed.equals(stands) ? Optional.empty() : Optional.of(new FieldError(field, "fixed"));
    }

    private Read checked(Optional<LasType> type, Typed typed, List<FieldError> errors) {
        yearError(typed.schoolYear()).ifPresent(code -> errors.add(new FieldError("schoolYear", code)));
        String key = typed.authorisationKey().strip();
        if (key.length() > LasForm.LONGEST_KEY || key.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError("authorisationKey", "key-form"));
        }
        if (!key.isEmpty()) {
            type.flatMap(t -> unwanted(t, key)).ifPresent(code -> errors.add(new FieldError("authorisationKey", code)));
        }
        String schoolKey = typed.schoolKey().orElse("").strip();
        type.flatMap(t -> schoolKeyError(t, schoolKey))
                .ifPresent(code -> errors.add(new FieldError("schoolKey", code)));
        if (!errors.isEmpty()) {
            return new Read.Wrong(List.copyOf(errors));
        }
        return new Read.Checked(
                type.orElseThrow(),
                SchoolYear.parse(typed.schoolYear()),
                Optional.of(key).filter(k -> !k.isEmpty()).map(Secret::of),
                Optional.of(schoolKey).filter(k -> !k.isEmpty()));
    }

    private static Optional<String> unwanted(LasType type, String key) {
        if (!type.asksKey()) {
            return Optional.of("key-not-empty");
        }
        return type.form().takesKey(key) ? Optional.empty() : Optional.of("key-of-other-las");
    }

    /** A link is for the current school year or the next one. */
    private Optional<String> yearError(String typed) {
        if (!SchoolYear.isValid(typed)) {
            return Optional.of("school-year-form");
        }
        int ahead = SchoolYear.parse(typed).startYear()
                - SchoolYear.at(LocalDate.now(clock.withZone(DUTCH))).startYear();
        return ahead == 0 || ahead == 1 ? Optional.empty() : Optional.of("school-year-far");
    }

    private static Optional<String> schoolKeyError(LasType type, String schoolKey) {
        if (schoolKey.length() > LasForm.LONGEST_KEY || schoolKey.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("school-key-form");
        }
        return switch (type.form().schoolKeyUse()) {
            case EMPTY -> schoolKey.isEmpty() ? Optional.empty() : Optional.of("school-key-not-empty");
            case REQUIRED -> schoolKey.isEmpty() ? Optional.of("school-key-empty") : Optional.empty();
            case OPTIONAL -> Optional.empty();
        };
    }

    private Optional<LasType> type(String typed) {
        return types.all().stream().filter(t -> t.code().value().equals(typed)).findFirst();
    }

    private static Dependance dependance(Typed typed) {
        return Dependance.isValid(typed.dependance()) ? new Dependance(typed.dependance()) : Dependance.MAIN;
    }
}
