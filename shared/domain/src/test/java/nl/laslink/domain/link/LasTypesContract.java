package nl.laslink.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.secret.EncryptedSecret;
import org.junit.jupiter.api.Test;

/** What a store of the kinds of LAS promises. All tests share the kinds: they are not of a school. */
public abstract class LasTypesContract {

    protected abstract LasTypes types();

    @Test
    void findsWhatWasSaved() {
        LasType type = type("Vindbaar", 7, LasForm.SchoolKeyUse.REQUIRED);

        types().save(type);

        assertThat(types().find(type.code())).contains(type);
    }

    @Test
    void findsNothing_whenCodeIsUnknown() {
        assertThat(types().find(new LasTypeCode("Onbekend"))).isEmpty();
    }

    @Test
    void listsAll_byPosition() {
        LasType last = type("A-laatste", 1_003, LasForm.SchoolKeyUse.EMPTY);
        LasType first = type("Z-eerste", 1_001, LasForm.SchoolKeyUse.OPTIONAL);
        LasType middle = type("M-midden", 1_002, LasForm.SchoolKeyUse.EMPTY);

        types().save(last);
        types().save(first);
        types().save(middle);

        assertThat(types().all()).containsSubsequence(first, middle, last);
    }

    @Test
    void replacesType_whenLoadedAgain() {
        LasType newer = type("Opnieuw", 9, LasForm.SchoolKeyUse.EMPTY);
        types().save(type("Opnieuw", 8, LasForm.SchoolKeyUse.REQUIRED));

        types().save(newer);

        assertThat(types().all()).filteredOn(t -> t.code().equals(newer.code())).containsExactly(newer);
    }

    /** Everything that a kind of LAS can say, or nothing that it need not say. */
    private static LasType type(String code, int position, LasForm.SchoolKeyUse use) {
        boolean full = use == LasForm.SchoolKeyUse.REQUIRED;
        EncryptedSecret secret = new EncryptedSecret("Y29kZQ==");
        LasHabits habits = new LasHabits(
                LasHabits.Profile.LVS,
                Optional.of(new LasHabits.Staged(URI.create("https://las.example/getrapt"), 12)),
                Optional.of("Set-VO"),
                false,
                Duration.ofMillis(250),
                true,
                Optional.of("-----BEGIN CERTIFICATE-----"),
                Optional.of(SchoolType.SECONDARY),
                true);
        return new LasType(
                new LasTypeCode(code),
                "LAS " + code,
                position,
                new LasForm(
                        use,
                        new LasForm.Text("Vraag de sleutel aan.", "Ask for the key."),
                        Optional.of("[0-9]+").filter(_ -> full),
                        Optional.of(new LasForm.Text("Staat in de mail.", "It is in the mail."))
                                .filter(_ -> full)),
                new LasEndpoint(
                        URI.create("https://las.example/leerlinggegevens"),
                        URI.create("https://las.example/leerresultaten"),
                        "2.3",
                        Map.of("X-Api", "een", "X-Other", "twee"),
                        full ? habits : LasHabits.PLAIN,
                        Optional.of("2.2").filter(_ -> full)),
                new LasSupplier(
                        "laslink",
                        secret,
                        full ? Map.of("X-Subscription", secret) : Map.of(),
                        Optional.of(new LasSupplier.Certificate(secret, secret)).filter(_ -> full),
                        Optional.of(secret).filter(_ -> full)));
    }
}
