package nl.laslink.operations.uwlr;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.Advice;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.platform.text.LasAnswerTexts;
import nl.laslink.uwlr.answer.Finding;
import nl.laslink.uwlr.answer.Found;
import nl.laslink.uwlr.answer.Judgement;
import nl.laslink.uwlr.request.Operation;

/** A judgement as it is shown: maps and lists, ready to be written as JSON. */
public final class Report {
    static final ResourceBundle DUTCH = ResourceBundle.getBundle("nl.laslink.operations.uwlr.texts", Locale.ROOT);
    static final ResourceBundle ENGLISH = ResourceBundle.getBundle("nl.laslink.operations.uwlr.texts", Locale.ENGLISH);
    private static final LasAnswerTexts ANSWERS_IN_DUTCH = LasAnswerTexts.in(Locale.of("nl"));
    private static final LasAnswerTexts ANSWERS_IN_ENGLISH = LasAnswerTexts.in(Locale.ENGLISH);

    /** What {@code call} tells beside the outcomes of an answer. */
    static final String UNREACHABLE = "UNREACHABLE";

    private Report() {}

    /** A usable answer: data, no changes, an empty stage, or a confirmation. */
    public static boolean isUsable(Judgement judgement) {
        return switch (judgement) {
            case Judgement.WholeSchool _, Judgement.PartOfSchool _, Judgement.NoChanges _, Judgement.Confirmed _ ->
                true;
            case Judgement.NoData none -> none.isEmptyStage();
            case Judgement.Refused _, Judgement.Rejected _ -> false;
        };
    }

    /** As JSON, without names, dates and keys. */
    public static String json(Judgement judgement) {
        return Json.write(of(judgement));
    }

    /** The same with the records themselves. */
    public static String jsonWithPersonalData(Judgement judgement) {
        return Json.write(withPersonalData(judgement));
    }

    /** The same form for a call without an answer. */
    public static String json(NoAnswer reason) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("outcome", UNREACHABLE);
        report.put("usable", false);
        report.put("means", text("outcome." + UNREACHABLE));
        report.put("reasons", List.of(reason(reason)));
        report.put("findings", List.of());
        report.put("next", next(NextStep.after(reason)));
        return Json.write(report);
    }

    static Map<String, Object> of(Judgement judgement) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("outcome", outcome(judgement));
        report.put("usable", isUsable(judgement));
        report.put("answers", operation(judgement));
        report.put("means", text("outcome." + outcome(judgement)));
        report.put("reasons", reasons(judgement));
        report.put("counts", counts(judgement.found().counts()));
        report.put("findings", findings(judgement.found()));
        report.put("next", next(NextStep.after(judgement)));
        return report;
    }

    /** The same with the records themselves. */
    static Map<String, Object> withPersonalData(Judgement judgement) {
        Map<String, Object> report = of(judgement);
        report.put("records", delivery(judgement).map(Report::records));
        return report;
    }

    private static String outcome(Judgement judgement) {
        return switch (judgement) {
            case Judgement.WholeSchool _ -> "WHOLE_SCHOOL";
            case Judgement.PartOfSchool _ -> "PART_OF_SCHOOL";
            case Judgement.NoChanges _ -> "NO_CHANGES";
            case Judgement.NoData _ -> "NO_DATA";
            case Judgement.Confirmed _ -> "CONFIRMED";
            case Judgement.Refused _ -> "REFUSED";
            case Judgement.Rejected _ -> "REJECTED";
        };
    }

    private static Optional<String> operation(Judgement judgement) {
        return switch (judgement) {
            case Judgement.WholeSchool _ -> Optional.of(Operation.PUPIL_DATA.wire());
            case Judgement.PartOfSchool part -> Optional.of(part.operation().wire());
            case Judgement.NoChanges none -> Optional.of(none.operation().wire());
            case Judgement.NoData none -> Optional.of(none.operation().wire());
            case Judgement.Confirmed _ -> Optional.of(Operation.RESULTS.wire());
            case Judgement.Refused _, Judgement.Rejected _ -> Optional.empty();
        };
    }

    private static Optional<Delivery> delivery(Judgement judgement) {
        return switch (judgement) {
            case Judgement.WholeSchool whole -> Optional.of(whole.delivery());
            case Judgement.PartOfSchool part -> Optional.of(part.delivery());
            case Judgement.NoChanges _,
                    Judgement.NoData _,
                    Judgement.Confirmed _,
                    Judgement.Refused _,
                    Judgement.Rejected _ -> Optional.empty();
        };
    }

    private static Optional<List<Map<String, Object>>> reasons(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Refused refused -> Optional.of(List.of(reason(refused.code())));
            case Judgement.Rejected rejected ->
                Optional.of(rejected.flaws().stream().map(Report::reason).toList());
            case Judgement.WholeSchool _,
                    Judgement.PartOfSchool _,
                    Judgement.NoChanges _,
                    Judgement.NoData _,
                    Judgement.Confirmed _ -> Optional.empty();
        };
    }

    private static Map<String, Object> reason(FailureReason reason) {
        return ordered(
                "code",
                reason.name(),
                "means",
                inBoth(ANSWERS_IN_DUTCH.meaning(reason, "het LAS"), ANSWERS_IN_ENGLISH.meaning(reason, "the LAS")));
    }

    private static Map<String, Object> counts(Found.Counts counts) {
        return ordered(
                "groups", counts.groups(),
                "compositeGroups", counts.compositeGroups(),
                "teachers", counts.teachers(),
                "pupils", counts.pupils(),
                "withKey", counts.withKey(),
                "withEckId", counts.withEckId());
    }

    private static List<Map<String, Object>> findings(Found found) {
        Map<Delivery.Kind, List<Delivery.Place>> byKind = found.findings().stream()
                .collect(Collectors.groupingBy(
                        Finding::kind,
                        () -> new EnumMap<>(Delivery.Kind.class),
                        Collectors.mapping(Finding::place, Collectors.toList())));
        return byKind.entrySet().stream()
                .map(e -> ordered(
                        "code", e.getKey().name(),
                        "means", finding(e.getKey(), found.numbers().get(e.getKey())),
                        "count", found.numbers().get(e.getKey()),
                        "positions", e.getValue().stream().map(Report::position).toList()))
                .toList();
    }

    private static Map<String, Object> finding(Delivery.Kind kind, int count) {
        return inBoth(ANSWERS_IN_DUTCH.finding(kind, count), ANSWERS_IN_ENGLISH.finding(kind, count));
    }

    private static Map<String, Object> position(Delivery.Place place) {
        boolean isRecord = place.subject() != Delivery.Subject.ANSWER;
        return ordered(
                "record",
                Optional.of(place.subject().element() + "[" + place.ordinal() + "]")
                        .filter(_ -> isRecord),
                "line",
                place.line(),
                "field",
                place.field().map(Delivery.Field::wire));
    }

    private static List<Map<String, Object>> next(List<Advice> advices) {
        return advices.stream()
                .map(advice -> ordered(
                        "who", advice.responsible().name(),
                        "what", inBoth(ANSWERS_IN_DUTCH.instruction(advice), ANSWERS_IN_ENGLISH.instruction(advice))))
                .toList();
    }

    private static Map<String, Object> text(String key) {
        return inBoth(DUTCH.getString(key), ENGLISH.getString(key));
    }

    private static Map<String, Object> inBoth(String dutch, String english) {
        return ordered("nl", dutch, "en", english);
    }

    private static Map<String, Object> records(Delivery delivery) {
        return ordered(
                "schoolYear", delivery.schoolYear(),
                "groups", delivery.groups().stream().map(Report::group).toList(),
                "teachers", delivery.teachers().stream().map(Report::teacher).toList(),
                "pupils", delivery.pupils().stream().map(Report::pupil).toList());
    }

    private static Map<String, Object> group(DeliveredGroup group) {
        return ordered(
                "key", group.key().value(),
                "composite", group.composite(),
                "name", group.name(),
                "yearGroup", group.yearGroup());
    }

    private static Map<String, Object> teacher(DeliveredTeacher teacher) {
        return ordered(
                "key", teacher.key().map(LasKey::value),
                "eckId", teacher.eckId().map(EckId::value),
                "name", teacher.name().full(),
                "email", teacher.email().map(EmailAddress::value),
                "groups", teacher.groups().stream().map(LasKey::value).toList());
    }

    private static Map<String, Object> pupil(DeliveredPupil pupil) {
        return ordered(
                "key", pupil.key().map(LasKey::value),
                "eckId", pupil.eckId().map(EckId::value),
                "name", pupil.name().full(),
                "birthDate", pupil.birthDate(),
                "yearGroup", pupil.yearGroup(),
                "group", pupil.group().map(LasKey::value),
                "compositeGroups",
                        pupil.compositeGroups().stream().map(LasKey::value).toList());
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
