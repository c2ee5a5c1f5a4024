package nl.laslink.bench;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.PersonName;

/**
 * Fictional people of a Dutch school. Six in ten have a surname of the list, whose most common one has 2 % of all; the others
 * have a rarer one, composed of two parts. A weight falls with the place in the list.
 */
final class Names {
    private static final double SHARE_OF_LISTED_SURNAMES = 0.6;
    private static final int FLATTENING = 12;

    private static final List<String> SURNAMES = list("""
            de Jong, Jansen, de Vries, van den Berg, van Dijk, Bakker, Janssen, Visser, Smit, Meijer, de Boer, Mulder, de Groot, Bos, Vos, Peters, Hendriks, van Leeuwen, Dekker,
            Brouwer, de Wit, Dijkstra, Smits, de Graaf, van der Meer, van der Linden, Kok, Jacobs, de Haan, Vermeulen, van den Heuvel, van der Veen, van den Broek, de Bruijn, de Bruin,
            van der Heijden, Schouten, van Beek, Willems, van Vliet, van de Ven, Hoekstra, Maas, Verhoeven, Koster, van Dam, van der Wal, Prins, Blom, Huisman, Peeters, de Jonge, Kuipers,
            van Veen, Post, Kuiper, Veenstra, Kramer, van den Brink, Scholten, van Wijk, Postma, Martens, Vink, de Ruiter, Timmermans, Groen, Gerritsen, Jonker, van Loon, Boer,
            van der Velde, Willemsen, Smeets, de Lange, de Vos, van Dongen, Schipper, de Koning, van der Laan, Koning, van der Velden, Driessen, van Doorn, Hermans, Evers,
            van den Bosch, van der Meulen, Hofman, Bosman, Wolters, Sanders, van der Horst, Mol, Kuijpers, Molenaar, van de Pol, de Leeuw, Verbeek, Jansma, Ali, Mohamed, Yilmaz, Yıldız,
            Kaya, Demir, Şahin, Çelik, Öztürk, El Amrani, El Idrissi, Bouzid, Ben Ali, Benali, Haddou, Nguyen, Singh, Khan, Hussain, Ahmed, Hassan, Kowalski, Nowak, Wójcik, Łukasik,
            Petrov, Müller, Schmidt, Groß, Sørensen, Jørgensen, Lefèvre, Da Silva, Dos Santos, Fernandes, Pinas, Sewnarain, Ramdin, Jagroep, Rozendaal, Martina, Maduro, Croes,
            Dijkhuizen, Dijkman, Dykstra, Hoogland, Hoogendoorn, Kooistra, Zijlstra, Bijlsma, Terpstra, Wiersma, Wijnen, Wijnands, ter Horst, ten Have, in 't Veld, van 't Hof, op den Camp,
            Claassen, Klaassen, Claessen, Verschuren, Verschuuren, Timmerman, Zwart, de Zwart, Rietveld, Ritveld, Bergsma, Bergman, Bergmans""");
    private static final List<String> FIRST_PARTS = list(
            "Hoog, Laag, Oud, Nieuw, Zand, Veen, Water, Berken, Eiken, Linden, Beuken, Steen, Klei, Donker, Groene, Witte, Wolfs, Haze, Vosse, Ree, Kraaien, Zwaluw, Molen, Kerk, Brug, Sluis, Dijk, Duin, Heide, Bosch, Veld, Mar, Rijn, Linge, Amstel, Vecht, Noord, Zuid, Ooster, Wester");
    private static final List<String> LAST_PARTS = list(
            "kamp, veld, hoven, berg, burg, stra, ink, mans, huis, hof, wijk, dam, man, ma, brink, broek, horst, laar, meer, haar, kerk, kate, donk, rade, schot, winkel, waard, zicht, oord, steeg, graaf, poel, beek, beem, akker");
    private static final List<String> PREFIXES = list("van, van de, van der, van den, de, ter");
    private static final List<String> FIRST_NAMES = list("""
            Noah, Emma, Luca, Julia, Lucas, Mila, Levi, Sophie, Daan, Olivia, Finn, Yara, Noud, Saar, James, Nora, Milan, Tess, Sem, Noor, Mees, Liv, Bram, Evi, Luuk, Sara, Sam, Zoë, Liam, Anna,
            Mohammed, Fenna, Adam, Lotte, Thijs, Lauren, Hugo, Eva, Guus, Nina, Max, Maud, Gijs, Lynn, Jesse, Fleur, Jelle, Roos, Julian, Elin, Thomas, Lieke, Jurre, Sofie, Ruben, Isa, Tijn, Sofia,
            Siem, Mia, Benjamin, Hanna, Stijn, Hannah, Floris, Jasmijn, Lars, Elena, David, Vera, Teun, Amira, Mats, Lina, Boaz, Layla, Otis, Maryam, Ties, Fatima, Jayden, Aisha, Vince, Yasmin,
            Mohamed, Malak, Yusuf, Esila, Ali, Defne, Omer, Elif, Emir, Zeynep, Kerem, Nur, Ibrahim, Hafsa, Bilal, Salma, Ayoub, Imane, Jan, Jana, Pieter, Petra, Willem, Willemijn, Anne, Anne-Fleur,
            Anne Sophie, Marie-Louise, Jan-Willem, Kees, Cees, Joris, Jorrit, Sjoerd, Fenne, Femke, Famke, Wietske, Hidde, Tygo, Tycho, Björn, Søren, Chloé, René, Renée, Inès, André, Noëlle, Loïs,
            Daniël, Daniel, Rafaël, Raphael, Michaël, Joëlle, Mathijs, Matthijs, Mattijs, Niek, Nick, Nicky, Rik, Rick, Erik, Eric, Carlijn, Karlijn, Caro, Karo, Philip, Filip, Stefan, Steven, Merel,
            Mirthe, Myrthe, Lizzy, Lisa, Liza, Lise, Jip, Pip, Puck, Bo, Bodi, Kiki, Quinten, Quinn, Xavi""");

    private static final Map<String, String> NICKNAMES = list("""
            Mohammed Mo, Mohamed Mo, Benjamin Ben, Thomas Tom, Matthijs Thijs, Mathijs Thijs, Mattijs Thijs, Willem Wim, Willemijn Mijntje, Pieter Piet, Rafaël Raf, Raphael Raf,
            Daniël Daan, Daniel Danny, Michaël Michel, Stefan Stef, Steven Stef, Philip Flip, Filip Flip, Quinten Quin, Jan-Willem Jan, Anne-Fleur Anne, Marie-Louise Marlou, Anne Sophie Annie,
            Julian Juul, Julia Juul, Sophie Fietje, Sofie Fietje, Sofia Fie, Olivia Livia, Hannah Han, Hanna Han, Elena Leentje, Jasmijn Jas, Carlijn Lijn, Karlijn Lijn, Charlotte Lotte,
            Fatima Fati, Maryam Mimi, Ibrahim Ibo, Yusuf Joes, Floris Flo, Jayden Jay, Xavi Xaf, Lauren Lau, Femke Fem, Fenna Fen, Mirthe Mir, Myrthe Myr, Lizzy Liz, Nicky Nick, David Dave,
            Alexander Sander, Noëlle Noor, Joëlle Jo, Björn Bjorre, Sjoerd Sjors, Kees Cor, Cees Cor, Hugo Huug, Lucas Luuk, Levi Leef""").stream()
            .collect(Collectors.toUnmodifiableMap(
                    pair -> pair.substring(0, pair.lastIndexOf(' ')),
                    pair -> pair.substring(pair.lastIndexOf(' ') + 1)));
    private static final Map<Character, String> WHOLE_LETTERS =
            Map.of('ø', "o", 'Ø', "O", 'æ', "ae", 'ß', "ss", 'ł', "l", 'Ł', "L", 'đ', "d", 'ı', "i", 'œ', "oe");

    private final Random random;

    Names(Random random) {
        this.random = random;
    }

    PersonName next() {
        return PersonName.of(firstName(), null, null)
                .firstName()
                .map(this::withSurname)
                .orElseThrow();
    }

    /** A pupil of the same family. */
    PersonName sibling(PersonName of) {
        String other = firstName();
        return PersonName.of(other, of.prefix().orElse(""), of.surname().orElse(""));
    }

    /** A short form where there is one; else a first name that is another altogether. */
    String nickname(String firstName) {
        String known = NICKNAMES.get(firstName);
        return known == null ? firstName() : known;
    }

    /** Letters with a stroke and ligatures too, as a system without Unicode writes them. */
    static String withoutAccents(String name) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .chars()
                .forEach(letter -> plain.append(WHOLE_LETTERS.getOrDefault((char) letter, Character.toString(letter))));
        return plain.toString();
    }

    String firstName() {
        return weighted(FIRST_NAMES);
    }

    private PersonName withSurname(String firstName) {
        String surname = surname();
        int bare = 0;
        while (bare < surname.length() && !Character.isUpperCase(surname.charAt(bare))) {
            bare = surname.indexOf(' ', bare) + 1;
        }
        return PersonName.of(firstName, surname.substring(0, bare).strip(), surname.substring(bare));
    }

    private String surname() {
        if (random.nextDouble() < SHARE_OF_LISTED_SURNAMES) {
            return weighted(SURNAMES);
        }
        String prefix = random.nextDouble() < 0.3 ? any(PREFIXES) + " " : "";
        return prefix + any(FIRST_PARTS) + any(LAST_PARTS);
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String weighted(List<String> all) {
        double ratio = (double) (all.size() + FLATTENING) / FLATTENING;
        int place = (int) (FLATTENING * Math.pow(ratio, random.nextDouble())) - FLATTENING;
        return all.get(Math.clamp(place, 0, all.size() - 1));
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",")).map(String::strip).collect(Collectors.toUnmodifiableList());
    }
}
