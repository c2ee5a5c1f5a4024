package nl.laslink.local.lassimulator.soap;

/** Namespaces of UWLR 2.2 on SOAP 1.1. */
final class Uwlr {
    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String AUTHORISATION = "http://www.edustandaard.nl/leerresultaten/2/autorisatie";
    static final String PUPIL_DATA = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens";
    static final String RESULTS = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten";
    static final String OSO = "http://www.edustandaard.nl/oso_gegevensset/1.2/dossier";

    private Uwlr() {}
}
