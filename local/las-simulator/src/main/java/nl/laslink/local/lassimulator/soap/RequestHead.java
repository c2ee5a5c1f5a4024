package nl.laslink.local.lassimulator.soap;

import java.util.Optional;
import nl.laslink.local.lassimulator.school.SchoolCode;
import nl.laslink.local.lassimulator.school.SchoolYear;

/** What both messages begin with: a school year and a school, by BRIN and dependance or by a school key. */
record RequestHead(SchoolYear year, AskedSchool school) {

    /** Reads the fields up to and including the school. */
    static RequestHead read(Children fields) throws Refused {
        SchoolYear year = SchoolYear.parse(fields.text("schooljaar", 9))
                .orElseThrow(() -> Refused.malformed("schooljaar is not two years that follow each other"));
        Optional<String> key = fields.optionalText("schoolkey", 256);
        if (key.isPresent()) {
            return new RequestHead(year, new AskedSchool.ByKey(key.get()));
        }
        String brin = fields.text("brincode", 4);
        String dependance = fields.optionalText("dependancecode", 2).orElse("00");
        SchoolCode school = SchoolCode.of(brin, dependance)
                .orElseThrow(() -> Refused.malformed("brincode or dependancecode has another form than 99XX and 00"));
        return new RequestHead(year, new AskedSchool.ByCode(school));
    }

    /** Reads xsdversie, which must be one that any LAS speaks; a school's own may speak fewer. */
    static String version(Children fields) throws Refused {
        String version = fields.text("xsdversie", 32);
        if (!version.equals("2.2") && !version.equals("2.3")) {
            throw new Refused(Fault.UNKNOWN_VERSION, "xsdversie is not 2.2 or 2.3");
        }
        return version;
    }
}
