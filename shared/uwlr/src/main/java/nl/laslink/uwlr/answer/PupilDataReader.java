package nl.laslink.uwlr.answer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Delivery.Place;
import nl.laslink.domain.delivery.Delivery.Subject;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.uwlr.request.Operation;
import nl.laslink.uwlr.request.Uwlr;

/**
 * Reads {@code leerlinggegevens}, or the part of it that one stage brings, by name, never by position: LAS systems keep to
 * no order. Fields that laslink does not need are passed over.
 */
final class PupilDataReader {
    /** More groups and persons than any school has. */
    private static final int MAX_RECORDS = 60_000;

    private final Operation operation;
    private final Asked asked;
    private final Collected collected;
    private final Map<Subject, Integer> seen = new EnumMap<>(Subject.class);
    private int records;

    PupilDataReader(Operation operation, Asked asked, Collected collected) {
        this.operation = operation;
        this.asked = asked;
        this.collected = collected;
    }

    AnswerJudge.Content read(XmlCursor in) throws Unusable {
        List<SchoolFields> schools = new ArrayList<>();
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "school" -> schools.add(SchoolFields.read(in));
                case "groepen" -> groups(in);
                case "leerlingen" -> pupils(in);
                case "leerkrachten" -> teachers(in);
                default -> collected.leaveOutPupils(pupilsIn(in));
            }
        }
        collected.close(schoolYear(schools));
        AnswerJudge.Content content = content();
        List<AnswerFlaw> flaws = flaws(schools);
        if (!flaws.isEmpty()) {
            throw new Unusable(flaws);
        }
        return content;
    }

    private AnswerJudge.Content content() {
        if (operation != Operation.PUPIL_DATA) {
            return found -> new Judgement.PartOfSchool(operation, collected, found);
        }
        Delivery delivery = collected.wholeSchool(asked.schoolType());
        return found -> new Judgement.WholeSchool(delivery, found);
    }

    /** An answer without a school year is rejected; until then it is read as one of the requested year. */
    private SchoolYear schoolYear(List<SchoolFields> schools) {
        return asked.schoolYear()
                .or(() -> schools.stream().findFirst().flatMap(SchoolFields::year))
                .orElse(new SchoolYear(2000));
    }

    /** Of two schools in one answer neither may be another one. */
    private List<AnswerFlaw> flaws(List<SchoolFields> schools) {
        List<AnswerFlaw> flaws = new ArrayList<>(
                schools.isEmpty()
                        ? List.of(AnswerFlaw.WITHOUT_SCHOOL)
                        : schools.stream()
                                .flatMap(s -> s.flaws(asked).stream())
                                .distinct()
                                .toList());
        if (wantsPupils() && collected.counts().pupils() == 0) {
            flaws.add(AnswerFlaw.WITHOUT_PUPILS);
        }
        return flaws;
    }

    /** The groups of a stage may be empty, but with a finding it can be the pupils that were not readable. */
    private boolean wantsPupils() {
        return operation == Operation.PUPIL_DATA
                || operation == Operation.PUPILS && collected.findings().any();
    }

    private void groups(XmlCursor in) throws Unusable {
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "groep" -> group(in, Subject.GROUP);
                case "samengestelde_groep" -> group(in, Subject.COMPOSITE_GROUP);
                default -> in.skip();
            }
        }
    }

    private void group(XmlCursor in, Subject subject) throws Unusable {
        GroupFields group = GroupFields.start(in, next(subject, in), collected);
        while (in.nextChild()) {
            group.take(in.name(Uwlr.PUPIL_DATA), in);
        }
        collected.add(group);
    }

    private void pupils(XmlCursor in) throws Unusable {
        while (in.nextChild()) {
            if (in.name(Uwlr.PUPIL_DATA).equals("leerling")) {
                pupil(in);
            } else if (isUnknown(in)) {
                collected.leaveOutPupils(Math.max(1, pupilsIn(in)));
            } else {
                in.skip();
            }
        }
    }

    /** Vendors add elements of their own namespace, and any element inside {@code toevoegingen}. */
    private static boolean isUnknown(XmlCursor in) {
        String name = in.name(Uwlr.PUPIL_DATA);
        return !name.isEmpty() && !name.equals("toevoegingen");
    }

    /** The pupils inside an element that UWLR does not have here; leaves the element. */
    private static int pupilsIn(XmlCursor in) throws Unusable {
        if (!isUnknown(in)) {
            in.skip();
            return 0;
        }
        int pupils = in.name(Uwlr.PUPIL_DATA).equalsIgnoreCase("leerling") ? 1 : 0;
        while (in.nextChild()) {
            pupils += pupilsIn(in);
        }
        return pupils;
    }

    private void pupil(XmlCursor in) throws Unusable {
        PersonFields pupil = PersonFields.start(in, next(Subject.PUPIL, in), collected);
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "groep" -> pupil.group(in);
                case "samengestelde_groepen" -> pupil.otherGroups(in);
                case "leerling", "Leerling" -> collected.leaveOutPupils(pupilsIn(in));
                case String field -> pupil.take(field, in);
            }
        }
        collected.addPupil(pupil);
    }

    private void teachers(XmlCursor in) throws Unusable {
        while (in.nextChild()) {
            if (in.name(Uwlr.PUPIL_DATA).equals("leerkracht")) {
                teacher(in);
            } else {
                in.skip();
            }
        }
    }

    private void teacher(XmlCursor in) throws Unusable {
        PersonFields teacher = PersonFields.start(in, next(Subject.TEACHER, in), collected);
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "groepen" -> teacher.otherGroups(in);
                case "emailadres" -> teacher.email(in);
                case String field -> teacher.take(field, in);
            }
        }
        collected.addTeacher(teacher);
    }

    private Place next(Subject subject, XmlCursor in) throws Unusable {
        records++;
        if (records > MAX_RECORDS) {
            throw new Unusable(AnswerFlaw.TOO_MANY_RECORDS);
        }
        return collected.findings().place(subject, seen.merge(subject, 1, Integer::sum), in.line());
    }
}
