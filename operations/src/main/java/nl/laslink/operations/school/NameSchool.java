package nl.laslink.operations.school;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.mail.PlainText;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.operations.Refused;

/** Gives a school the name that pages and mails show, until then they show its code, and says which type of school it is. Can be repeated. */
final class NameSchool {
    /** Fits a mail's subject; the longest name of a Dutch school is well below it. */
    private static final int MOST_CHARACTERS = 100;

    private final RosterStore rosters;

    NameSchool(RosterStore rosters) {
        this.rosters = rosters;
    }

    /** @throws Refused when the text is no name that fits on a line of a mail */
    static String name(String text) {
        String name = text.strip();
        if (name.isEmpty() || name.length() > MOST_CHARACTERS || !PlainText.isOnOneLine(name)) {
            throw new Refused("A school's name is one line of at most " + MOST_CHARACTERS + " characters.");
        }
        return name;
    }

    /** @throws Refused when the text is no type of school */
    static SchoolType type(String text) {
        return Arrays.stream(SchoolType.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new Refused("--type is primary or secondary."));
    }

    /** The change in words, with the school's type. */
    String name(SchoolId school, String name, Optional<SchoolType> type) {
        String named = name(school, name);
        if (type.isEmpty() || rosters.schoolType(school).equals(type)) {
            return named;
        }
        rosters.setType(school, type.get());
        return named + ", a " + type.get().name().toLowerCase(Locale.ROOT) + " school";
    }

    /** What was done, in words. */
    String name(SchoolId school, String name) {
        String before = rosters.schoolName(school);
        if (before.equals(name)) {
            return school + " has this name already";
        }
        rosters.name(school, name);
        return before.equals(school.toString())
                ? school + " is now named " + name
                : school + " was named " + before + " and is now named " + name;
    }
}
