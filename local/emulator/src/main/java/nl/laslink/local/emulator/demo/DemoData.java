package nl.laslink.local.emulator.demo;

import java.util.List;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Beheerders;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.SecretCipher;
import nl.laslink.local.emulator.signin.Login;
import nl.laslink.operations.lastype.LasTypesFile;

/** Loads what must be there before anybody signs in. Every start writes the LAS types and beheerders; a school is put there once. */
public final class DemoData {
    private static final List<String> SCHOOLS = List.of("99XX-00", "98YY-00");

    private final LasTypes types;
    private final Beheerders beheerders;
    private final RosterStore rosters;
    private final SecretCipher cipher;

    public DemoData(LasTypes types, Beheerders beheerders, RosterStore rosters, SecretCipher cipher) {
        this.types = types;
        this.beheerders = beheerders;
        this.rosters = rosters;
        this.cipher = cipher;
    }

    public void load(LasTypesFile file, List<Login> logins, SchoolYear schoolYear) {
        file.types(cipher).forEach(types::save);
        for (Login login : logins) {
            for (String school : login.schools()) {
                beheerders.save(
                        SchoolId.parse(school),
                        new Beheerder(
                                login.subject(),
                                login.name(),
                                new EmailAddress(login.email()),
                                Beheerder.Language.DUTCH));
            }
        }
        for (String code : SCHOOLS) {
            DemoSchool school = DemoSchool.read(code, schoolYear);
            if (rosters.read(school.school()).revision() == 0) {
                rosters.seed(school.school(), school.name(), school.records());
                rosters.setType(school.school(), SchoolType.PRIMARY);
            }
        }
    }
}
