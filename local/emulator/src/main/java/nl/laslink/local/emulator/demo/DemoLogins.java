package nl.laslink.local.emulator.demo;

import java.util.List;
import nl.laslink.local.emulator.signin.Login;

/** Who can sign in here: a beheerder of each fictional school, and customer service. */
public final class DemoLogins {
    private DemoLogins() {}

    public static final Login BEHEERDER_99XX = new Login(
            "5f0c1d3e-0001-4a6b-9c2d-99aa00000001",
            "Sanne Verhulst",
            "s.verhulst@voorbeeldschool.example",
            List.of("beheerder"),
            List.of("99XX-00"),
            "Beheerder van De Voorbeeldschool (99XX-00)");

    public static final Login BEHEERDER_98YY = new Login(
            "5f0c1d3e-0002-4a6b-9c2d-98aa00000002",
            "Ruud Hamers",
            "r.hamers@dekleinelinde.example",
            List.of("beheerder"),
            List.of("98YY-00"),
            "Beheerder van De Kleine Linde (98YY-00)");

    public static final Login KLANTENSERVICE = new Login(
            "5f0c1d3e-0003-4a6b-9c2d-00aa00000003",
            "Karima Belhaj",
            "k.belhaj@laslink.example",
            List.of("klantenservice"),
            List.of(),
            "Klantenservice");

    public static final List<Login> ALL = List.of(BEHEERDER_99XX, BEHEERDER_98YY, KLANTENSERVICE);
}
